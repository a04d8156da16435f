import { spawnSync } from "node:child_process";
import type { PrintedOutputs } from "./require-address";

/** Milliseconds; remote state is read over the network. */
const PATIENCE = 60_000;

/** Returns what `terraform output -json` prints in a folder of `cdktf.out`, or the first line that says why it fails. */
export function printOutputs(folder: string): PrintedOutputs {
  // The variable is cdktf's own.
  const terraform = process.env.TERRAFORM_BINARY_NAME || "terraform";
  const { status, stdout, stderr, error } = spawnSync(terraform, ["output", "-json", "-no-color"], {
    cwd: folder,
    encoding: "utf8",
    timeout: PATIENCE,
  });
  if (status === 0) return { text: stdout };
  const said = /^[│ ]*(Error: .+)$/m.exec(stderr ?? "")?.[1];
  return { failure: said ?? error?.message ?? `ends with status ${status}` };
}
