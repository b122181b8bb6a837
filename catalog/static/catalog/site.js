/* Garnish: the site is whole without it. Copy buttons, a file dropped onto the form, "/" for the search box. */
(() => {
  "use strict";
  const words = document.currentScript.dataset;

  // A button beside every text that is made to be copied. Where the clipboard is closed, the text is selected.
  const copy = async (text, button) => {
    text.focus();
    text.select();
    try {
      await navigator.clipboard.writeText(text.value);
      button.textContent = words.copied;
    } catch {
      button.textContent = words.selected;
    }
    setTimeout(() => { button.textContent = words.copy; }, 4000);
  };
  for (const text of document.querySelectorAll("textarea[data-copy]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = words.copy;
    button.setAttribute("aria-live", "polite");
    button.addEventListener("click", () => copy(text, button));
    text.after(button);
  }

  // A file dropped anywhere on the form is chosen, as if by its button; text dropped is the browser's matter.
  for (const form of document.querySelectorAll("form.paste")) {
    const field = form.querySelector("input[type=file]");
    const holdsFile = (event) => event.dataTransfer?.types.includes("Files");
    for (const type of ["dragenter", "dragover"]) {
      form.addEventListener(type, (event) => {
        if (!holdsFile(event)) return;
        event.preventDefault();
        form.classList.add("dropping");
      });
    }
    form.addEventListener("dragleave", (event) => {
      if (!form.contains(event.relatedTarget)) form.classList.remove("dropping");
    });
    form.addEventListener("drop", (event) => {
      form.classList.remove("dropping");
      if (!holdsFile(event)) return;
      event.preventDefault();
      field.files = event.dataTransfer.files;
      field.focus();
    });
  }

  // "/" goes to the search box, unless something is being typed.
  const search = [...document.querySelectorAll("input[type=search]")].find((box) => box.offsetParent);
  search?.setAttribute("aria-keyshortcuts", "/");
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || !search) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    event.preventDefault();
    search.focus();
    search.select();
  });

  // What is folded away is printed too.
  const folded = () => document.querySelectorAll("main details:not([open]):not(.letters details)");
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...folded()];
    for (const each of opened) each.open = true;
  });
  addEventListener("afterprint", () => {
    for (const each of opened) each.open = false;
  });
})();
