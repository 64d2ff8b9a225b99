/** Makes an element. Texts are set as text: nothing that people write is ever read as HTML. */
export function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key.startsWith("on")) {
      made.addEventListener(key.slice(2), value);
    } else if (key === "dataset") {
      Object.assign(made.dataset, value);
    } else if (key in made && key !== "role") {
      made[key] = value;
    } else {
      made.setAttribute(key, value);
    }
  }
  made.append(...children);
  return made;
}

/** Writes a text, and leaves the page alone when it stands there already. */
export function write(target, text) {
  if (target.textContent !== text) {
    target.textContent = text;
  }
}

/** Runs the task once, before the page is next painted, however often it is asked for. */
export function beforePainting(task) {
  let asked = false;
  return () => {
    if (!asked) {
      asked = true;
      // Hidden pages are not painted, but are kept up to date all the same.
      const soon = document.hidden ? (run) => setTimeout(run, 50) : requestAnimationFrame;
      soon(() => {
        asked = false;
        task();
      });
    }
  };
}
