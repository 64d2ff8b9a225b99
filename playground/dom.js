/** Makes an element. Texts are set as text, so that no input is ever parsed as HTML. */
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

/** Sets the text of an element, unless the element has it already. */
export function write(target, text) {
  if (target.textContent !== text) {
    target.textContent = text;
  }
}

/** Returns a function that runs the task once before the next paint, however often it is called. */
export function beforePainting(task) {
  let asked = false;
  return () => {
    if (!asked) {
      asked = true;
      // Hidden pages are not painted, but must be up to date as well.
      const soon = document.hidden ? (run) => setTimeout(run, 50) : requestAnimationFrame;
      soon(() => {
        asked = false;
        task();
      });
    }
  };
}
