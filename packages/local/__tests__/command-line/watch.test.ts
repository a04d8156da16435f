import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import * as chokidar from "chokidar";
import { watchFiles } from "../../command-line/watch";

jest.mock("chokidar", () => ({ ...jest.requireActual<object>("chokidar"), __esModule: true }));

describe("watching files", () => {
  let folder: string;
  let log: string[];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "watch-"));
    log = [];
  });
  afterEach(() => {
    jest.restoreAllMocks();
    rmSync(folder, { recursive: true });
  });

  const watching = (changed: (file: string) => Promise<void>) =>
    watchFiles({ path: folder, since: Date.now() + 1_000, changed, log: (line) => log.push(line) });

  it("tells a change, goes on after one that fails, and follows no link", async () => {
    const outside = mkdtempSync(join(tmpdir(), "outside-"));
    mkdirSync(join(folder, "workflows"));
    symlinkSync(outside, join(folder, "link"));
    let told = (_: string): void => undefined;
    const next = () => new Promise<string>((resolve) => (told = resolve));
    const stop = await watching(async (file) => {
      told(file);
      if (file.endsWith("bad.json")) throw new TypeError("broken");
    });
    const first = next();
    writeFileSync(join(folder, "workflows", "bad.json"), "1");
    expect(await first).toMatch(/workflows\/bad\.json$/);
    writeFileSync(join(outside, "secret.json"), "1");
    const second = next();
    writeFileSync(join(folder, "workflows", "good.json"), "2");
    expect(await second).toMatch(/workflows\/good\.json$/);
    await stop();
    rmSync(outside, { recursive: true });
    expect(log).toEqual([expect.stringMatching(/^a change of the files could not be served: TypeError: broken\n/)]);
  });

  it("tells what was written before it began and after the time that is given", async () => {
    writeFileSync(join(folder, "a.json"), "1");
    const since = Date.now() - 1_000;
    const options = { path: folder, since, log: (line: string) => log.push(line) };
    let stop = Promise.resolve(async () => undefined as void);
    const told = await new Promise<string>((resolve) => {
      stop = watchFiles({ ...options, changed: async (file) => resolve(file) });
    });
    await (
      await stop
    )();
    expect(told).toMatch(/a\.json$/);
  });

  it("looks at the files where their file system tells no changes, as Windows' drives do not in WSL", async () => {
    const fs = jest.requireActual<typeof import("node:fs")>("node:fs");
    jest.spyOn(fs, "statfsSync").mockReturnValue({ ...fs.statfsSync(folder), type: 0x01021997 });
    const watch = jest.spyOn(chokidar, "watch");
    writeFileSync(join(folder, "a.json"), "1");
    let told = (_: string): void => undefined;
    const next = new Promise<string>((resolve) => (told = resolve));
    const stop = await watching(async (file) => told(file));
    // What is saved before the first look at the file is no change.
    let text = "1";
    const saving = setInterval(() => writeFileSync(join(folder, "a.json"), (text += "1")), 200);
    expect(await next).toMatch(/a\.json$/);
    clearInterval(saving);
    await stop();
    expect(watch.mock.lastCall?.[1]).toMatchObject({ usePolling: true });
    expect(log).toEqual([`${folder}: its file system tells no changes, got 9p; files are looked at each second`]);
  });

  it("tells nothing of what was there at that time", async () => {
    mkdirSync(join(folder, "workflows"));
    writeFileSync(join(folder, "workflows", "a.json"), "1");
    symlinkSync(tmpdir(), join(folder, "link"));
    const told: string[] = [];
    const changed = async (file: string) => void told.push(file);
    const options = { path: folder, since: Date.now() + 1_000, log: (line: string) => log.push(line) };
    const stop = await watchFiles({ ...options, settle: 0, changed });
    await new Promise((resolve) => setTimeout(resolve, 50));
    await stop();
    expect(told).toEqual([]);
  });

  it("tells, while a change is dealt with, that another has come, and tells that one then", async () => {
    const file = join(folder, "a.json");
    const seen: boolean[] = [];
    let isDone = (): void => undefined;
    const done = new Promise<void>((resolve) => (isDone = resolve));
    const stop = await watchFiles({
      path: folder,
      since: Date.now() + 1_000,
      settle: 0,
      log: (line) => log.push(line),
      async changed(_, isOutdated) {
        seen.push(isOutdated());
        if (seen.length > 1) return isDone();
        writeFileSync(file, "whole");
        while (!isOutdated()) await new Promise((resolve) => setImmediate(resolve));
      },
    });
    writeFileSync(file, "wh");
    await done;
    await stop();
    expect(seen[0]).toBe(false);
    expect(log).toEqual([]);
  });

  it("tells once what has changed more than once while another change was dealt with", async () => {
    const watcher = new chokidar.FSWatcher();
    jest.spyOn(chokidar, "watch").mockReturnValue(watcher);
    const told: string[] = [];
    let end = (): void => undefined;
    const changed = (file: string) => {
      told.push(basename(file));
      return new Promise<void>((resolve) => (end = resolve));
    };
    const watched = watchFiles({ path: folder, since: 0, settle: 0, changed, log: (line) => log.push(line) });
    watcher.emit("ready");
    const stop = await watched;
    for (const file of ["a", "b", "c"]) {
      watcher.emit("all", "change", join(folder, file));
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    expect(told).toEqual(["a"]);
    end();
    await new Promise((resolve) => setImmediate(resolve));
    expect(told).toEqual(["a", "c"]);
    await stop();
  });

  it.each([
    [
      { code: "EACCES", path: "/p/private" },
      "/p/private: is not watched: it may not be read, got EACCES; change its permissions, or restart after a change there",
    ],
    [
      { code: "ENOSPC", path: "/p/a" },
      "some files are not watched: the system's limit of watched files is reached, got ENOSPC; raise fs.inotify.max_user_watches, or restart after a change there",
    ],
    [
      { code: "EMFILE" },
      "some files are not watched: the system's limit of watched files is reached, got EMFILE; raise fs.inotify.max_user_instances, or 'ulimit -n', or restart after a change there",
    ],
    [{ code: "EIO", path: "/p/a" }, "/p/a: cannot be watched, got EIO; restart after a change there"],
  ])("logs %j in one line, once, and goes on", async (members, line) => {
    const watcher = new chokidar.FSWatcher();
    jest.spyOn(chokidar, "watch").mockReturnValue(watcher);
    const stopping = watching(async () => undefined);
    watcher.emit("error", Object.assign(new Error("no"), members));
    watcher.emit("error", Object.assign(new Error("no"), members));
    await (
      await stopping
    )();
    expect(log).toEqual([line]);
  });
});
