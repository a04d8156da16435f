import { readFileSync } from "node:fs";
import { join } from "node:path";
import { writeTable } from "../stacks/describe-options";

const CONSOLE = join(__dirname, "..", "packages", "local", "console");
const FILES = ["api.ts", "client-api.ts", "editor-api.ts"];
/** A comment that begins with a call: its method and path, and what it says of it. */
const CALL = /\/\*\*[\s*]*`((?:GET|POST) [^`]+)`([^/]*?)\*\//g;

/** The console's calls as a Markdown table, in the words of their types. */
export function describeConsoleCalls(): string {
  const text = FILES.map((file) => readFileSync(join(CONSOLE, file), "utf8")).join("");
  const rows = [...text.matchAll(CALL)].map(([, call = "", words = ""]) => [
    `\`${call}\``,
    words
      .replace(/\n\s*\*/g, " ")
      .replace(/\s+/g, " ")
      // As Prettier writes it.
      .replace(/\*(\w+)\*/g, "_$1_")
      .replace(/^[:;] /, "")
      .replaceAll("|", "\\|")
      .trim(),
  ]);
  return writeTable([["call", "what it is"], ...rows]);
}
