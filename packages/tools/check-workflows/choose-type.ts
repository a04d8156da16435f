import type { WorkflowType } from "./check-definition";

/** Which files are of which type. */
export interface WorkflowTypes {
  /** Of all files that no pattern names. */
  readonly type: WorkflowType;
  /** Of Standard workflows: `long-*`, `workflows/nightly/**`. */
  readonly standard: readonly string[];
}

/** The type that a workflow is checked as: STANDARD where a pattern names its path, or the end of it from a slash on. */
export function chooseType(path: string, { type, standard }: WorkflowTypes): WorkflowType {
  return standard.some((pattern) => isNamed(path, pattern)) ? "STANDARD" : type;
}

/** Tells of patterns that name none of the files: a workflow that was meant is checked as the other type. */
export function checkPatterns(paths: readonly string[], { standard }: WorkflowTypes): readonly string[] {
  return standard
    .filter((pattern) => !paths.some((path) => isNamed(path, pattern)))
    .map((pattern) => `--standard: names none of the workflows, got '${pattern}'; write a path or the end of one`);
}

const isNamed = (path: string, pattern: string) => compile(pattern).test(path.replaceAll("\\", "/"));

/** A star stands for any letters but a slash, two for those too. */
function compile(pattern: string): RegExp {
  const pieces = pattern.replace(/^\.\//, "").split(/(\*\*|\*)/);
  const written = pieces.map((piece) => {
    if (piece === "**") return ".*";
    return piece === "*" ? "[^/]*" : piece.replaceAll(/[\\^$.+?()[\]{}|]/g, "\\$&");
  });
  return new RegExp(`(?:^|/)${written.join("")}$`);
}
