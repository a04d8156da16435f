import { EMULATED_SERVICES } from "../account/emulated-services";
import { type Forward, type Forwards, listEnvironmentForwards, readForward } from "../forward/forwards";
import type { LocalSettings } from "./local-settings";

interface Sources {
  /** Of the command line. */
  readonly given: readonly string[];
  readonly local: LocalSettings;
  readonly environment: NodeJS.ProcessEnv;
  /** Whether servers may be other machines. */
  readonly mayBeRemote: boolean;
}

/**
 * Reads the servers of the command line, of `cdktf.json` and of the environment; the first of a service counts. What the
 * environment says was meant for others, too: what cannot be followed is told, and no error.
 *
 * @throws Error in the developer form.
 */
export function readForwards({ given, local, environment, mayBeRemote }: Sources): {
  readonly forwards: Forwards;
  readonly unusedForwards: readonly string[];
} {
  const reading = { emulated: EMULATED_SERVICES, environment, mayBeRemote };
  const forwards = new Map<string, Forward>();
  const unusedForwards: string[] = [];
  const keep = (forward: Forward) => void (forwards.has(forward.service) || forwards.set(forward.service, forward));
  for (const text of given) {
    const forward = readForward(text, { ...reading, where: "--forward" });
    if (forwards.has(forward.service))
      throw new Error(`--forward: a service twice, got '${forward.service}'; name one server for it`);
    keep(forward);
  }
  for (const [service, url] of Object.entries(local.forward ?? {}))
    keep(readForward(`${service}=${url}`, { ...reading, where: "cdktf.json: local.forward" }));
  for (const [where, text] of listEnvironmentForwards(environment)) {
    try {
      keep(readForward(text, { ...reading, where }));
    } catch (error) {
      unusedForwards.push(`not followed: ${(error as Error).message}`);
    }
  }
  if (mayBeRemote && forwards.size === 0 && unusedForwards.length === 0)
    throw new Error(
      "--allow-remote: goes with a server of another service, got none; give --forward SERVICE=URL, or drop it",
    );
  return { forwards, unusedForwards };
}
