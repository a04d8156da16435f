/** Lets a function's module be TypeScript, where tsx is installed: it stands before every import of the process that loads it. */
import { createRequire } from "node:module";

const requireInstalled = createRequire(__filename);

try {
  requireInstalled("tsx/cjs");
} catch {
  // A module of TypeScript is refused by the option that names it: `readFunctionOption`.
}
