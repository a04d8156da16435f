import { signal } from "@preact/signals";
import { lasting } from "./storage";

type Theme = "auto" | "light" | "dark";

const NEXT: Readonly<Record<Theme, Theme>> = { auto: "light", light: "dark", dark: "auto" };
const KEY = "console-theme";

const isTheme = (text: string | null): text is Theme => text !== null && Object.hasOwn(NEXT, text);

function readTheme(): Theme {
  const kept = lasting.getItem(KEY);
  return isTheme(kept) ? kept : "auto";
}

const theme = signal(readTheme());
apply(theme.value);

function apply(chosen: Theme): void {
  document.documentElement.dataset.theme = chosen;
}

/** Goes through the three themes: the system's, light, dark. */
export function ThemeButton() {
  const choose = () => {
    theme.value = NEXT[theme.value];
    lasting.setItem(KEY, theme.value);
    apply(theme.value);
  };
  return (
    <button type="button" class="quiet" onClick={choose}>
      Theme: {theme.value}
    </button>
  );
}
