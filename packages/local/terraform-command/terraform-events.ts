/** What a line of `terraform apply -json` says. @see https://developer.hashicorp.com/terraform/internals/machine-readable-ui documented */
export interface TerraformEvent {
  readonly type?: string;
  readonly "@message"?: string;
  readonly hook?: { readonly resource?: { readonly addr?: string }; readonly action?: string };
  readonly changes?: { readonly operation?: string };
  readonly diagnostic?: Diagnostic;
}

export interface Diagnostic {
  readonly severity?: string;
  readonly summary?: string;
  readonly detail?: string;
  readonly address?: string;
  readonly range?: { readonly filename?: string; readonly start?: { readonly line?: number } };
  readonly snippet?: { readonly context?: string | null; readonly code?: string };
}

/** Undefined where the line is none of Terraform's events. */
export function readEvent(line: string): TerraformEvent | undefined {
  if (!line.startsWith("{")) return undefined;
  try {
    return JSON.parse(line) as TerraformEvent;
  } catch {
    return undefined;
  }
}

const DONE: Readonly<Record<string, string>> = {
  create: "created",
  update: "changed",
  delete: "destroyed",
  replace: "replaced",
};

/** The line of progress that an event gives; undefined where it is none. */
export function describeProgress({ type, hook, changes, ...event }: TerraformEvent): string | undefined {
  if (type === "change_summary" && changes?.operation === "plan") return event["@message"];
  if (type !== "apply_complete") return undefined;
  const done = DONE[hook?.action ?? ""];
  return done === undefined ? undefined : `  ${done} ${hook?.resource?.addr ?? ""}`;
}

/** A diagnostic in the words and the order of Terraform's own print. */
export function printDiagnostic({ severity, summary, detail, address, range, snippet }: Diagnostic): string {
  const word = severity === "warning" ? "Warning" : "Error";
  const inside = snippet?.context ? `, in ${snippet.context}` : "";
  const line = range?.start?.line;
  return [
    `${word}: ${summary ?? ""}`,
    ...(address ? [`  with ${address},`] : []),
    ...(range?.filename ? [`  on ${range.filename} line ${line}${inside}:`] : []),
    ...(snippet?.code ? [`  ${line}: ${snippet.code}`] : []),
    ...(detail ? [`  ${detail.replaceAll("\n", "\n  ")}`] : []),
  ].join("\n");
}
