import type { RouteEntry } from "@sfn-websocket/local/console/api";
import { Facts } from "../components/facts";

type Settings = RouteEntry["settings"];

const print = (value: Settings[string]): string =>
  typeof value === "object" && value !== null ? JSON.stringify(value, undefined, 2) : String(value);

/** Settings by the names that AWS gives them. */
export function SettingList({
  settings,
  title = "Settings",
}: {
  readonly settings: Settings;
  readonly title?: string;
}) {
  const names = Object.keys(settings);
  if (names.length === 0) return null;
  return (
    <section>
      <h3>{title}</h3>
      <Facts facts={Object.fromEntries(names.map((name) => [name, <pre>{print(settings[name] ?? null)}</pre>]))} />
    </section>
  );
}
