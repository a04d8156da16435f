import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A stack that was synthesized, as Terraform runs it. */
export interface SynthesizedStack {
  readonly id: string;
  /** Directory that holds its `cdk.tf.json`. */
  readonly directory: string;
  /** Where its state lives: the type of its backend, or `cloud`. */
  readonly backend: string;
}

interface Manifest {
  readonly stacks: Readonly<
    Record<string, { readonly workingDirectory: string; readonly dependencies?: readonly string[] }>
  >;
}

interface Configuration {
  readonly terraform?: { readonly backend?: Readonly<Record<string, unknown>>; readonly cloud?: unknown };
}

/**
 * The stacks of an output directory of cdktf, each after those that it depends on.
 *
 * @throws Error when there is no output there, or no stack in it, or stacks depend on each other in a circle.
 */
export function readManifest(outdir: string): readonly SynthesizedStack[] {
  const { stacks } = readJson<Manifest>(join(outdir, "manifest.json"));
  const ids = orderStacks(stacks);
  if (ids.length === 0) throw new Error(`${outdir}: holds no stack, got an empty manifest; add a stack to main.ts`);
  return ids.map((id) => {
    const directory = join(outdir, stacks[id]?.workingDirectory ?? "");
    return { id, directory, backend: readBackend(readJson<Configuration>(join(directory, "cdk.tf.json"))) };
  });
}

function readBackend({ terraform }: Configuration): string {
  return terraform?.cloud === undefined ? (Object.keys(terraform?.backend ?? {})[0] ?? "local") : "cloud";
}

/** Ids by name, moved behind what they depend on. */
function orderStacks(stacks: Manifest["stacks"]): readonly string[] {
  const ordered: string[] = [];
  const visit = (id: string, below: readonly string[]): void => {
    if (ordered.includes(id)) return;
    if (below.includes(id))
      throw new Error(
        `manifest.json: stacks depend on each other, got ${[...below, id].join(" -> ")}; break the circle`,
      );
    for (const dependency of stacks[id]?.dependencies ?? []) visit(dependency, [...below, id]);
    ordered.push(id);
  };
  for (const id of Object.keys(stacks).sort()) visit(id, []);
  return ordered;
}

function readJson<T>(file: string): T {
  let text = "";
  try {
    text = readFileSync(file, "utf8");
    return JSON.parse(text) as T;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const got = code ?? `no JSON in its ${text.length} characters`;
    throw new Error(`${file}: cannot be read, got ${got}; run 'npm run synth' first`);
  }
}
