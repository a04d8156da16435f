import { MARK_STATUSES } from "./marks";

/** `auto` follows what the reader's system prefers. */
export const THEMES = ["auto", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

type Palette = Readonly<Record<string, string>>;

/** Text has a contrast of at least 4.5 to what is behind it, in both palettes; lines at least 3. */
export const PALETTES: Readonly<Record<"light" | "dark", Palette>> = {
  light: {
    canvas: "#ffffff",
    box: "#ffffff",
    group: "#f6f8fa",
    border: "#6e7781",
    text: "#1f2328",
    muted: "#57606a",
    line: "#57606a",
    catch: "#8a4600",
    glyph: "#ffffff",
    task: "#b35000",
    choice: "#6639ba",
    wait: "#0969da",
    pass: "#57606a",
    succeed: "#1a7f37",
    fail: "#cf222e",
    parallel: "#0b6e78",
    map: "#a3217a",
    taken: "#1a7f37",
    gone: "#57606a",
    aborted: "#57606a",
    caught: "#8a4600",
    failed: "#cf222e",
    running: "#0969da",
  },
  dark: {
    canvas: "#0d1117",
    box: "#161b22",
    group: "#11161d",
    border: "#7d8590",
    text: "#e6edf3",
    muted: "#9ea7b3",
    line: "#9ea7b3",
    catch: "#f0a35e",
    glyph: "#0d1117",
    task: "#f0883e",
    choice: "#bc8cff",
    wait: "#58a6ff",
    pass: "#9ea7b3",
    succeed: "#56d364",
    fail: "#ff7b72",
    parallel: "#39c5cf",
    map: "#f778ba",
    taken: "#56d364",
    gone: "#9ea7b3",
    aborted: "#9ea7b3",
    caught: "#f0a35e",
    failed: "#ff7b72",
    running: "#58a6ff",
  },
};

const TYPES = ["task", "choice", "wait", "pass", "succeed", "fail", "parallel", "map"];

const RULES = `
.wf text{font:11px system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif;fill:var(--wf-text)}
.wf .wf-name{font-size:13px;font-weight:600}
.wf .wf-note{fill:var(--wf-muted)}
.wf .wf-label text{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;fill:var(--wf-muted)}
.wf .wf-label rect{fill:var(--wf-canvas)}
.wf .wf-canvas{fill:var(--wf-canvas)}
.wf .wf-box{fill:var(--wf-box);stroke:var(--wf-border);stroke-width:1.2}
.wf .wf-group>.wf-box{fill:var(--wf-group)}
.wf .wf-branch>.wf-box{fill:var(--wf-canvas);stroke-dasharray:2 3;stroke-width:1}
.wf .wf-missing>.wf-box{fill:none;stroke:var(--wf-fail);stroke-dasharray:6 4;stroke-width:1.5}
.wf .wf-missing .wf-note{fill:var(--wf-fail)}
.wf .wf-reference>.wf-box{stroke-dasharray:3 3}
.wf .wf-start>.wf-box,.wf .wf-end>.wf-box{fill:var(--wf-canvas);stroke:var(--wf-muted)}
.wf .wf-icon rect{fill:var(--wf-pass)}
.wf .wf-icon path{fill:none;stroke:var(--wf-glyph);stroke-width:1.6;stroke-linecap:round;stroke-linejoin:round}
.wf .wf-retry{fill:none;stroke:var(--wf-muted);stroke-width:2;stroke-linecap:round;stroke-linejoin:round}
.wf .wf-line{fill:none;stroke:var(--wf-line);stroke-width:1.3}
.wf .wf-head{fill:var(--wf-line)}
.wf .wf-catch .wf-line{stroke:var(--wf-catch);stroke-dasharray:5 4}
.wf .wf-catch .wf-head{fill:var(--wf-catch)}
.wf .wf-catch .wf-label text{fill:var(--wf-catch)}
.wf .wf-badge path{fill:none;stroke:var(--wf-glyph);stroke-width:2;stroke-linecap:round;stroke-linejoin:round}
.wf .wf-visits{font-weight:600;paint-order:stroke;stroke:var(--wf-canvas);stroke-width:4px;stroke-linejoin:round}
${TYPES.map((type) => `.wf .wf-${type}>.wf-icon rect{fill:var(--wf-${type})}`).join("\n")}
${MARK_STATUSES.map(
  (status) =>
    `.wf .wf-node.wf-${status}>.wf-box{stroke:var(--wf-${status});stroke-width:2.4}
.wf .wf-edge.wf-${status} .wf-line{stroke:var(--wf-${status});stroke-width:2.8}
.wf .wf-edge.wf-${status} .wf-head{fill:var(--wf-${status})}
.wf .wf-${status} .wf-badge circle{fill:var(--wf-${status})}`,
).join("\n")}
.wf .wf-node.wf-caught>.wf-box,.wf .wf-node.wf-aborted>.wf-box,.wf .wf-node.wf-gone>.wf-box{stroke-dasharray:7 3}
`.trim();

/**
 * The style sheet of a drawing with the class `wf`: its colours by the theme, and what they are for. One theme alone is
 * written without custom properties, which programs that are no browsers do not know.
 */
export function writeStyles(theme: Theme): string {
  if (theme !== "auto") return RULES.replace(/var\(--wf-(\w+)\)/g, (_, name: string) => PALETTES[theme][name] ?? "");
  const [light, dark] = [writePalette(".wf", PALETTES.light), writePalette(".wf", PALETTES.dark)];
  return `${light}\n@media (prefers-color-scheme:dark){${dark}}\n${RULES}`;
}

/** The style sheet for a page, whose `color-scheme` decides. */
export function writePageStyles(): string {
  const both = Object.entries(PALETTES.light).map(([name, light]) => [
    name,
    `light-dark(${light},${PALETTES.dark[name]})`,
  ]);
  return `${writePalette(".wf", Object.fromEntries(both))}\n${RULES}`;
}

/** A palette as custom properties of what the selector names. */
function writePalette(selector: string, palette: Palette): string {
  const properties = Object.entries(palette).map(([name, colour]) => `--wf-${name}:${colour}`);
  return `${selector}{${properties.join(";")}}`;
}
