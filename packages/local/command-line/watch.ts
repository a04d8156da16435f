import { watch } from "chokidar";
import { relative } from "node:path";

/** Milliseconds: editors write a file in several steps. */
const SETTLE = 100;
/** Folders of tools, and what editors and Terraform leave beside files. */
const IGNORED =
  /(?:^|[\\/])(?:node_modules|cdktf\.out[^\\/]*|__tests__|\.\w[^\\/]*)(?:[\\/]|$)|~$|\.sw[a-z]$|\.tfstate|\.log$/;

/**
 * Calls `changed` with a file's name after files below `path` (or the file `path`) changed and things were quiet for a
 * moment; never twice at a time. Resolves, when it watches, to how to stop.
 */
export async function watchFiles(path: string, changed: (file: string) => Promise<void>): Promise<() => Promise<void>> {
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  const ignored = (file: string) => IGNORED.test(relative(path, file));
  const watcher = watch(path, { ignored, ignoreInitial: true });
  watcher.on("all", (_, file) => {
    clearTimeout(timer);
    timer = setTimeout(() => (running = running.then(() => changed(relative(process.cwd(), file)))), SETTLE);
  });
  await new Promise<void>((resolve) => watcher.on("ready", resolve));
  return () => {
    clearTimeout(timer);
    return watcher.close();
  };
}
