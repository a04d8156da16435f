import { isJsonObject, type Json, type JsonObject } from "@sfn-websocket/languages/json";

const LAST_NAME = /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)$/;

/** The packages of a lock file, each with its folder. */
function listPackages(lock: Json): readonly (readonly [folder: string, entry: JsonObject])[] {
  const packages = isJsonObject(lock) ? lock["packages"] : undefined;
  if (!isJsonObject(packages)) throw new Error("package-lock.json: lists no packages; write it by 'npm install'");
  return Object.entries(packages).flatMap(([folder, entry]) => (isJsonObject(entry) ? [[folder, entry] as const] : []));
}

/** The names of the packages that run a script while they are installed. */
export function listScripted(lock: Json): readonly string[] {
  const scripted = listPackages(lock).filter(([, { hasInstallScript }]) => hasInstallScript === true);
  return [...new Set(scripted.map(([folder]) => LAST_NAME.exec(folder)?.[1] ?? folder))].sort();
}

/** The packages of others that no hash pins, by their folders; what lies within another's archive is pinned with it. */
export function listUnpinned(lock: Json): readonly string[] {
  return listPackages(lock)
    .filter(
      ([folder, { link, integrity, inBundle }]) =>
        folder.includes("node_modules/") && link !== true && inBundle !== true && integrity === undefined,
    )
    .map(([folder]) => folder);
}
