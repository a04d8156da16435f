import { signal } from "@preact/signals";
import { type ComponentType, render } from "preact";
import { useEffect, useRef } from "preact/hooks";
import "./styles/app.css";
import { ProblemNote } from "./components/problem-note";
import { ThemeButton } from "./components/theme-button";
import { ViewBoundary } from "./components/view-boundary";
import { followInventory } from "./inventory";
import { Sidebar } from "./inventory/sidebar";
import { isLive } from "./live";
import { linkTo, place } from "./router";
import { type View, VIEWS } from "./views";

/** The views that are loaded. */
const loaded = signal<Readonly<Record<string, ComponentType>>>({});
const failed = signal<Readonly<Record<string, boolean>>>({});
const isOpen = signal(false);

const findView = (): View => VIEWS.find(({ name }) => name === place.value.view) ?? VIEWS[0]!;

function Main() {
  const { name, title, load } = findView();
  document.title = `${title} - console`;
  const Loaded = loaded.value[name];
  const hasFailed = failed.value[name] === true;
  if (!Loaded && !hasFailed) {
    load().then(
      ({ View }) => (loaded.value = { ...loaded.value, [name]: View }),
      () => (failed.value = { ...failed.value, [name]: true }),
    );
  }
  return (
    <main id="main" tabIndex={-1}>
      <h1 class="unseen">{title}</h1>
      {hasFailed && <ProblemNote message={`${title} could not be loaded; load the page again while the server runs`} />}
      {Loaded && (
        <ViewBoundary key={name} title={title}>
          <Loaded />
        </ViewBoundary>
      )}
    </main>
  );
}

function Header() {
  const shown = findView().name;
  const views = useRef<HTMLElement>(null);
  useEffect(() => revealCurrent(views.current), [shown]);
  useEffect(() => addEventListener("resize", () => revealCurrent(views.current)), []);
  return (
    <header class="top">
      <button
        type="button"
        class="menu"
        aria-expanded={isOpen.value}
        aria-controls="sidebar"
        onClick={() => (isOpen.value = !isOpen.value)}
      >
        <span aria-hidden="true">☰ </span>What is served
      </button>
      <nav aria-label="Views" ref={views}>
        {VIEWS.map(({ name, title }) => (
          <a key={name} href={linkTo(name)} aria-current={name === shown ? "page" : undefined}>
            {title}
          </a>
        ))}
      </nav>
      <span role="status" class={isLive.value ? "live" : "lost"}>
        {isLive.value ? "live" : "not connected"}
      </span>
      <ThemeButton />
    </header>
  );
}

/**
 * Scrolls a row that is narrower than its links to the current one; by hand, because the next Tab would begin behind what
 * the browser has scrolled to.
 */
function revealCurrent(row: HTMLElement | null): void {
  const link = row?.querySelector("[aria-current]")?.getBoundingClientRect();
  if (!row || !link) return;
  const { left, right } = row.getBoundingClientRect();
  row.scrollLeft += Math.min(0, link.left - left) + Math.max(0, link.right - right);
}

function App() {
  return (
    <>
      <a class="skip" href="#main" onClick={skip}>
        Skip to the content
      </a>
      <Header />
      <div class="body" data-open={isOpen.value}>
        <Sidebar />
        <Main />
      </div>
    </>
  );
}

/** The hash names the place, so the focus is moved by hand. */
function skip(event: Event): void {
  event.preventDefault();
  document.getElementById("main")?.focus();
}

// On a small screen the left side covers the view: it goes when one is chosen, and by Escape.
addEventListener("hashchange", () => (isOpen.value = false));
addEventListener("keydown", ({ key }) => {
  if (key === "Escape") isOpen.value = false;
});
followInventory();
const app = document.getElementById("app")!;
// What was painted meanwhile.
app.replaceChildren();
render(<App />, app);
