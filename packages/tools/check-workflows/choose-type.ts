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
  const parts = path.replaceAll("\\", "/");
  return standard.some((pattern) => compile(pattern).test(parts)) ? "STANDARD" : type;
}

/** A star stands for any letters but a slash, two for those too. */
function compile(pattern: string): RegExp {
  const pieces = pattern.replace(/^\.\//, "").split(/(\*\*|\*)/);
  const written = pieces.map((piece) => {
    if (piece === "**") return ".*";
    return piece === "*" ? "[^/]*" : piece.replaceAll(/[\\^$.+?()[\]{}|]/g, "\\$&");
  });
  return new RegExp(`(?:^|/)${written.join("")}$`);
}
