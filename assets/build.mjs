// Compiles the style sheet and copies the fonts into static/. Run: npm --prefix assets run build
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { compile } from "sass";

const assets = dirname(fileURLToPath(import.meta.url));
const statics = join(assets, "..", "static");
const modules = join(assets, "node_modules");
const version = (name) => JSON.parse(readFileSync(join(modules, name, "package.json"))).version;

const { css } = compile(join(assets, "scss", "satc.scss"), {
  loadPaths: [modules],
  style: "compressed",
  quietDeps: true,
  silenceDeprecations: ["import"], // Bootstrap 5.3 is written with @import
});
const banner = `/*! SATC portal. With parts of Bootstrap ${version("bootstrap")}, MIT: see static/css/bootstrap.LICENSE.txt */\n`;
mkdirSync(join(statics, "css"), { recursive: true });
writeFileSync(join(statics, "css", "satc.css"), `${banner}${css.replace(/^\uFEFF/, "")}\n`);
copyFileSync(join(modules, "bootstrap", "LICENSE"), join(statics, "css", "bootstrap.LICENSE.txt"));

const font = "@fontsource/atkinson-hyperlegible";
mkdirSync(join(statics, "fonts"), { recursive: true });
copyFileSync(join(modules, font, "LICENSE"), join(statics, "fonts", "atkinson-hyperlegible.LICENSE.txt"));
for (const script of ["latin", "latin-ext"]) {
  for (const face of ["400-normal", "400-italic", "700-normal", "700-italic"]) {
    const file = `atkinson-hyperlegible-${script}-${face}.woff2`;
    copyFileSync(join(modules, font, "files", file), join(statics, "fonts", file));
  }
}
