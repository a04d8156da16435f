import { computed, signal } from "@preact/signals";

/** Where the user is: all that a link or a reload has to keep, in the part of the URL that no server sees. */
export interface Place {
  /** The name of a view. */
  readonly view: string;
  readonly params: Readonly<Record<string, string>>;
}

const current = signal(readPlace(location.hash));

/** The place that is shown now. */
export const place = computed(() => current.value);

addEventListener("hashchange", () => (current.value = readPlace(location.hash)));

/** `#/traces?route=quote` as a place. */
function readPlace(hash: string): Place {
  const [view = "", query = ""] = hash.replace(/^#\/?/, "").split("?", 2);
  return { view, params: Object.fromEntries(new URLSearchParams(query)) };
}

/** The link to a place; parameters that are undefined or empty are left out. */
export function linkTo(view: string, params: Readonly<Record<string, string | undefined>> = {}): string {
  const given = Object.entries(params).filter((entry): entry is [string, string] => !!entry[1]);
  const query = new URLSearchParams(given).toString();
  return `#/${view}${query && `?${query}`}`;
}

/** Goes to a place, as a step of the browser's history. */
export function goTo(view: string, params?: Readonly<Record<string, string | undefined>>): void {
  location.hash = linkTo(view, params);
}

/** Changes parameters of the present place: in its own step of the history, so that typing leaves none behind. */
export function setParams(changes: Readonly<Record<string, string | undefined>>): void {
  const { view, params } = current.value;
  history.replaceState(undefined, "", linkTo(view, { ...params, ...changes }));
  current.value = readPlace(location.hash);
}
