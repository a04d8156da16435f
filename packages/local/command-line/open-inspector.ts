import { open } from "node:inspector";

/**
 * Lets a debugger in at `[host:]port`; Node prints its address. The threads of Lambda functions are reached through it.
 *
 * @throws Error when the text is no port.
 */
export function openInspector(text: string): void {
  const [, host = "127.0.0.1", port = ""] = /^(?:([\w.-]+):)?(\d{1,5})$/.exec(text) ?? [];
  if (port === "" || Number(port) > 65_535)
    throw new Error(`--inspect: not [HOST:]PORT, got '${text}'; write --inspect=9229`);
  open(Number(port), host);
}
