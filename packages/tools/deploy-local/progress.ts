import { CLEAR_LINE, drawBar } from "@sfn-websocket/run/terminal";
import type { DeployEvent } from "./read-line";

/** Shows how far a deployment is. */
export interface Progress {
  readonly tell: (event: DeployEvent) => void;
  /** Takes away what is shown for the moment. */
  readonly end: () => void;
}

export interface ProgressOptions {
  readonly write: (text: string) => void;
  /** Characters of the terminal's lines, undefined where there is no terminal: then each resource has a line. */
  readonly columns?: number;
}

/** One line a resource in a pipe, one bar that grows on a terminal. */
export function createProgress({ write, columns }: ProgressOptions): Progress {
  const paths = new Map<string, string>();
  let [done, total] = [0, 0];
  const show = (text: string) => {
    if (columns !== undefined) write(`${CLEAR_LINE}${`${drawBar(done / total || 0)} ${text}`.slice(0, columns - 1)}`);
  };
  const end = () => {
    if (columns !== undefined) write(CLEAR_LINE);
  };
  const tell: Tell = {
    phase: ({ text }) => show(text),
    planned: ({ address, path }) => void paths.set(address, path),
    total: ({ count }) => void (total += count),
    done({ address, what }) {
      done += 1;
      const name = paths.get(address) ?? address;
      const count = `${String(done).padStart(String(total).length)}/${total}`;
      if (columns === undefined) write(`${count} ${what} ${name} (${nameType(address)})\n`);
      else show(`${count} ${name}`);
    },
    ended({ text }) {
      end();
      write(`${text}\n`);
    },
  };
  return { end, tell: (event) => (tell[event.kind] as (event: DeployEvent) => void)(event) };
}

type Tell = { readonly [Kind in DeployEvent["kind"]]: (event: Extract<DeployEvent, { kind: Kind }>) => void };

/** `aws_iam_role` of `module.a.aws_iam_role.b["c"]`. */
function nameType(address: string): string {
  return /([a-z0-9_]+)\.[\w-]+(?:\[[^\]]*\])?$/.exec(address)?.[1] ?? address;
}
