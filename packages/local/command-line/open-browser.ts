import { spawn } from "node:child_process";

/** What opens an address, by the system, without a shell. */
const OPENERS: Readonly<Partial<Record<NodeJS.Platform, readonly [program: string, ...given: string[]]>>> = {
  darwin: ["open"],
  win32: ["rundll32", "url.dll,FileProtocolHandler"],
};

/** A freedesktop's, which heeds `$BROWSER`. */
const OTHERWISE = ["xdg-open"] as const;

interface Opened {
  readonly url: string;
  /** Writes one line for the developer. */
  readonly log: (line: string) => void;
  /** @default this machine's */
  readonly platform?: NodeJS.Platform;
  /** @default this process's */
  readonly environment?: NodeJS.ProcessEnv;
}

/** Opens an address in the user's browser; where that fails, why is logged, and what is served goes on. */
export function openBrowser({ url, log, platform = process.platform, environment = process.env }: Opened): void {
  const [program, ...given] = OPENERS[platform] ?? OTHERWISE;
  const fail = (got: string) =>
    log(`--open: no browser was opened, got ${got} from '${program}'; open ${url} yourself`);
  const child = spawn(program, [...given, url], { stdio: "ignore", detached: true, env: environment });
  child.once("error", ({ code = "an error" }: NodeJS.ErrnoException) => fail(code));
  child.once("exit", (status) => {
    if (status !== null && status !== 0) fail(`status ${status}`);
  });
  child.unref();
}
