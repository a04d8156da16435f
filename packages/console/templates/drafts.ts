import { computed, signal } from "@preact/signals";
import type { RenderRequest } from "@sfn-websocket/local/console/editor-api";
import { keepValue, passing, readKept } from "../components/storage";

/** Where a template stands in what is served. */
export interface TemplatePlace {
  /** The API's id, and its name, which stays when the server is started again. */
  readonly apiId: string;
  readonly api: string;
  readonly route: string;
  /** `request`, or the key of an integration response. */
  readonly part: string;
  readonly key: string;
  /** What the samples are. */
  readonly samples: NonNullable<RenderRequest["samples"]>;
}

/** A template that is being edited, and what it is rendered with, as texts. */
export interface Draft {
  readonly template: string;
  /** As it was served when it was opened or saved. @default it is not served */
  readonly before?: string;
  /** What is served meanwhile, of a draft that was changed. @default it is still the same */
  readonly newer?: string | undefined;
  /** Rendered before the template, and no part of its file. */
  readonly prefix: string;
  /** Where it is saved. @default in no file */
  readonly file?: string;
  /** The payload; a sample until somebody writes one. */
  readonly message?: string;
  readonly context: string;
  readonly stageVariables: string;
  readonly status: string;
  readonly samples: NonNullable<RenderRequest["samples"]>;
  readonly route: string;
}

const KEY = "console-templates";
/** Drafts that are kept. */
const MOST = 20;

type Drafts = Readonly<Record<string, Draft>>;

/** A reload keeps what is written; closing the page's tab forgets it. */
const drafts = signal<Drafts>(read());
const shown = signal("");

/** The name of the draft that is shown. */
export const shownName = computed(() => shown.value);

/** The draft that is shown. */
export const draft = computed(() => drafts.value[shown.value] ?? EMPTY);

const EMPTY: Draft = {
  template: "",
  prefix: "",
  context: "",
  stageVariables: "",
  status: "",
  samples: "request",
  route: "$default",
};

export const nameDraft = (place: TemplatePlace | undefined): string =>
  place ? JSON.stringify([place.api, place.route, place.part, place.key]) : "";

export const findDraft = (name: string): Draft | undefined => drafts.value[name];

/** Shows a draft; one that is not known begins as what is given. */
export function showDraft(name: string, begin: Partial<Draft>): void {
  if (!drafts.value[name]) keep(name, { ...EMPTY, ...begin });
  shown.value = name;
}

/** Takes over what is served now: a draft that was changed stays, and is told of it. */
export function renewDraft(name: string, served: Pick<Draft, "template" | "prefix" | "file">): void {
  const known = drafts.value[name];
  if (!known) return;
  const isChanged = known.template !== known.before;
  if (!isChanged) keep(name, { ...known, ...served, before: served.template, newer: undefined });
  else keep(name, { ...known, newer: served.template === known.before ? undefined : served.template });
}

/** Changes a draft, of which nothing is said the one that is shown. */
export const change = (changed: Partial<Draft>, name = shown.value): void =>
  keep(name, { ...(drafts.value[name] ?? EMPTY), ...changed });

function keep(name: string, kept: Draft): void {
  const { [name]: _, ...others } = drafts.value;
  drafts.value = { [name]: kept, ...Object.fromEntries(Object.entries(others).slice(0, MOST - 1)) };
  keepValue(passing, KEY, drafts.value);
}

function read(): Drafts {
  const kept = readKept(passing, KEY);
  return isDrafts(kept) ? kept : {};
}

function isDrafts(kept: unknown): kept is Drafts {
  if (typeof kept !== "object" || kept === null) return false;
  return Object.values(kept).every((each: unknown) => typeof each === "object" && each !== null && "template" in each);
}
