import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const CONSOLE = join(__dirname, "..");

/** The texts of the page's sources of one kind. */
const read = (ending: RegExp): string =>
  readdirSync(CONSOLE, { recursive: true, encoding: "utf8" })
    .filter((file) => ending.test(file) && !/__tests__|node_modules/.test(file))
    .map((file) => readFileSync(join(CONSOLE, file), "utf8"))
    .join("\n");

/** Classes whose names are put together: a grid's by its name, a cell's by its number; and those of drawings. */
const MADE = /^(?:grid-(\w+)|cell-\d|wf-box)$/;
/** How an execution ends, as AWS says it. */
const STATUSES = ["ABORTED"];

it("has no style of a class that nothing has", () => {
  const styles = read(/\.css$/).replace(/\/\*[^]*?\*\//g, "");
  const selectors = [...styles.matchAll(/([^{}]+)\{/g)].map(([, selector = ""]) => selector).join("\n");
  const classes = new Set([...selectors.matchAll(/\.([a-z][\w-]*)/gi)].map(([, name = ""]) => name));
  const sources = read(/\.tsx?$/);
  const isUsed = (name: string) => {
    const [made, grid] = MADE.exec(name) ?? [];
    if (made !== undefined) return grid === undefined || sources.includes(`name="${grid}"`) || sources.includes(name);
    return STATUSES.includes(name) || new RegExp(`(?<![\\w-])${name}(?![\\w-])`).test(sources);
  };
  expect(classes.size).toBeGreaterThan(100);
  expect([...classes].filter((name) => !isUsed(name))).toEqual([]);
});
