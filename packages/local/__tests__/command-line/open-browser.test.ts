import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { openBrowser } from "../../command-line/open-browser";

const URL = "http://127.0.0.1:4566/_console/?a=1&b='$(id)'";

describe("--open", () => {
  const folder = mkdtempSync(join(tmpdir(), "open-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  /** Resolves to what is logged when the opener is this script. */
  function open(script: string, platform: NodeJS.Platform, name: string): Promise<string> {
    const program = join(folder, name);
    writeFileSync(program, `#!/bin/sh\n${script}\n`);
    chmodSync(program, 0o755);
    const environment = { PATH: [folder, process.env.PATH].join(delimiter) };
    return new Promise((log) => openBrowser({ url: URL, log, platform, environment }));
  }

  it.each([
    ["linux", "xdg-open", 3],
    ["darwin", "open", 1],
    ["win32", "rundll32", 2],
  ] as const)("says on %s that %s has opened nothing, and where the console is", async (platform, name, status) => {
    expect(await open(`exit ${status}`, platform, name)).toBe(
      `--open: no browser was opened, got status ${status} from '${name}'; open ${URL} yourself`,
    );
  });

  it("hands the address over as it is, by no shell", async () => {
    const got = await open(`[ "$1" = '${URL.replaceAll("'", `'"'"'`)}' ] && exit 7; exit 8`, "linux", "xdg-open");
    expect(got).toContain("got status 7 ");
  });

  it("says where there is no program that opens addresses", async () => {
    const environment = { PATH: join(folder, "none") };
    const got = await new Promise<string>((log) => openBrowser({ url: URL, log, platform: "linux", environment }));
    expect(got).toBe(`--open: no browser was opened, got ENOENT from 'xdg-open'; open ${URL} yourself`);
  });
});
