// A reader who has just sent a form hears what is wrong with it before anything else.
document.getElementById("error-summary")?.focus();
