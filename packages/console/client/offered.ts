import { signal } from "@preact/signals";
import type { Trace } from "@sfn-websocket/local/trace/trace";
import { getJson } from "../call-api";
import { sockets } from "./sockets";

/** A message that another view hands over, to be edited and sent again. */
export interface Offer {
  readonly text: string;
  /** The API's id or name, and the stage. @default whichever is chosen */
  readonly api?: string | undefined;
  readonly stage?: string | undefined;
  /** What is to be known of it. */
  readonly note: string;
}

/** The message that the next socket begins with. */
export const offered = signal<Offer | undefined>(undefined);
/** Why a message could not be handed over. */
export const offerProblem = signal<string | undefined>(undefined);

/** Marks the steps of the browser's history whose link was followed, for as long as this page lives. */
const FOLLOWED = performance.timeOrigin;

const LATE = "keeps what was written before the message came";

type Link = Readonly<Record<string, string>>;

/**
 * Takes the message that a link names, by the id of its trace or as it is: each time that somebody follows it, but not when
 * the browser's way back leads to it again, which would write over what became of it.
 */
export async function takeOffer({ trace, message, api, stage }: Link): Promise<void> {
  if (history.state === FOLLOWED || (trace === undefined && message === undefined)) return;
  history.replaceState(FOLLOWED, "");
  offerProblem.value = undefined;
  const drafts = new Map(sockets.value.map(({ id, draft }) => [id, draft.value]));
  try {
    give(
      trace === undefined
        ? { text: message ?? "", api, stage, note: "The message of the link" }
        : await readTrace(trace),
      drafts,
    );
  } catch (error) {
    offerProblem.value = (error as Error).message;
  }
}

async function readTrace(id: string): Promise<Offer> {
  const { received, api, stage } = await getJson<Trace>(`traces/${encodeURIComponent(id)}?longest=0`);
  if (!received) throw new Error(`trace ${id}: holds no message, got an event without one; choose a message's trace`);
  const { text, length } = received;
  const cut = text.length < length ? `, of which only ${text.length} of ${length} characters were kept,` : "";
  return { text, api, stage, note: `The message of trace ${id}${cut}` };
}

/**
 * An open socket of the stage takes it at once.
 * @throws Error if its draft has become another than it was when the link was followed: it is not written over
 */
function give(offer: Offer, drafts: ReadonlyMap<number, string>): void {
  const socket = sockets.value.findLast(
    ({ state, stage }) =>
      state.value === "open" &&
      (offer.api === undefined || stage?.api === offer.api || stage?.apiId === offer.api) &&
      (offer.stage === undefined || stage?.stage === offer.stage),
  );
  if (!socket) offered.value = offer;
  else if (socket.draft.value === (drafts.get(socket.id) ?? "")) socket.draft.value = offer.text;
  else
    throw new Error(`socket ${socket.id}: ${LATE}, got ${offer.note.toLowerCase()}; follow its link again to take it`);
}
