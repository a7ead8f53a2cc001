from importlib import import_module
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from core.workflow import Flow

APPS = ("influencers", "programmes", "brokerage", "claims", "correspondence")


class Command(BaseCommand):
    help = "Draw every flow’s states into docs/states/ (Mermaid), from the tables in each workflow.py."

    def handle(self, **options):
        folder = Path(settings.BASE_DIR) / "docs" / "states"
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in drawings().items():
            (folder / name).write_text(text)
            self.stdout.write(name)


def drawings():
    """Each flow's page by its file name."""
    return {f"{flow.name.replace(' ', '-')}.md": drawing(flow) for app in APPS for flow in flows(app)}


def flows(app):
    return [thing for thing in vars(import_module(f"{app}.workflow")).values() if isinstance(thing, Flow)]


def drawing(flow):
    lines = [f"# {flow.name.capitalize()}", "", "Drawn from `workflow.py` by `manage.py draw_states`.", ""]
    lines += ["```mermaid", "stateDiagram-v2"]
    lines += [f"    {status.value} : {status.label}" for status in flow.statuses]
    lines += [f"    [*] --> {start.value}" for start in flow.starts]
    for action, step in flow.transitions.items():
        lines += [f"    {source.value} --> {step.target.value} : {action.replace('_', ' ')}" for source in step.sources]
    return "\n".join([*lines, "```", ""])
