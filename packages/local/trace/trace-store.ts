import type { Steps } from "@sfn-websocket/languages/states-language/world/steps";
import type { ConnectionCall } from "../apigateway/stage/connection-call";
import type { EventSteps } from "../apigateway/stage/event-steps";
import { CompactMessage } from "./compact-message";
import type { ExecutionTrail } from "../stepfunctions/execution-trail";
import type { Refusals } from "./read-refusals";
import type { Trace, TraceSummary } from "./trace";
import type { TraceSource } from "./trace-source";
import { VersionWeights } from "./version-weights";
import { isRunning, isWhole, weigh } from "./weigh-source";

/** How much is kept. */
export interface TraceLimits {
  /** Traces. @default 1000 */
  readonly traces?: number;
  /** Bytes of what they hold, about, with versions of the stacks that are not served any more. @default 32 MiB */
  readonly bytes?: number;
}

/** Is told of a trace when it begins and when it ends, in which time it may have been dropped. */
export type TraceListener = (id: number, source: TraceSource) => void;

interface Kept {
  id: number;
  readonly source: TraceSource;
  /** Bytes, about; 0 before it is weighed. */
  weight: number;
  /** Whether nothing is added to it any more. */
  isWhole: boolean;
}

type Place = Kept & { readonly source: CompactMessage };

/** Those that have not ended are weighed whenever so many others have begun. */
const WEIGHED_AFTER = 256;

/** What reads traces is loaded when somebody does. */
const loadReader = () => require("./read-source") as typeof import("./read-source");

/**
 * The latest traces of a process, whatever versions of the stacks it serves: kept by references, described when they are
 * read; the oldest are dropped first, but are found until they have ended.
 */
export class TraceStore {
  private readonly most: number;
  private readonly mostBytes: number;
  private readonly kept: (Kept | undefined)[];
  /** Those of messages that are kept in short, which are used again and again. */
  private readonly places: (Place | undefined)[];
  /** Those that were dropped before their end, the oldest first; what runs holds them anyway. */
  private readonly running = new Map<number, Kept>();
  private readonly listeners = new Set<TraceListener>();
  /** The ids that are kept: from the first up to, not including, the next. */
  private firstId = 1;
  private nextId = 1;
  /** How many were kept before they had ended. */
  private begun = 0;
  private weight = 0;
  private readonly versions = new VersionWeights();

  constructor({ traces = 1_000, bytes = 32 * 1024 * 1024 }: TraceLimits = {}) {
    this.most = traces;
    this.mostBytes = bytes;
    this.kept = new Array<Kept | undefined>(traces);
    this.places = new Array<Place | undefined>(traces);
  }

  /**
   * Takes the traces from now on for those of another version of the stacks. What a trace holds of its version lives as
   * long as the trace, so it weighs with it: as the characters of the stacks' JSON.
   */
  beginVersion(characters: number): void {
    this.weight += this.versions.begin(this.nextId, characters);
    this.dropHeavy();
  }

  readonly beginEvent = (steps: EventSteps): void => {
    steps.traceId = this.begin({ kind: "event", steps });
  };

  readonly endEvent = (steps: EventSteps): void => {
    // Of what ended at once nobody was told that it ran.
    const id = (steps.traceId ||= this.takeId());
    this.running.delete(id);
    if (id >= this.firstId) this.keepEnded(steps);
    this.dropHeavy();
    if (this.listeners.size > 0) this.tell(id, { kind: "event", steps });
  };

  readonly beginExecution = (trail: ExecutionTrail): void => {
    trail.traceId = this.begin({ kind: "execution", trail });
  };

  readonly endExecution = (trail: ExecutionTrail): void => {
    this.running.delete(trail.traceId);
    const kept = this.findPlaced(trail.traceId);
    if (kept !== undefined) this.weigh(kept);
    this.dropHeavy();
    this.tell(trail.traceId, { kind: "execution", trail });
  };

  readonly addCall = (call: ConnectionCall): void => void this.begin({ kind: "call", call });

  /** How many were kept and are gone. */
  get dropped(): number {
    return this.firstId - 1 - this.running.size;
  }

  /** The newest last. */
  list(): readonly TraceSummary[] {
    return this.all().map(({ id, source }) => loadReader().summarize(id, source));
  }

  /** Of `list`, those in which a text stands: what came, was sent on and answered, or the summary. In steps, a trace each. */
  *search(text: string): Steps<readonly TraceSummary[]> {
    const { summarize, holds } = loadReader();
    const found: TraceSummary[] = [];
    for (const { id } of this.all()) {
      // What was dropped meanwhile is not looked at.
      const kept = this.find(id);
      if (kept !== undefined && holds(kept, text)) found.push(summarize(id, kept.source));
      yield;
    }
    return found;
  }

  /** Undefined for one that is not kept, or not kept any more. */
  findSummary(id: number): TraceSummary | undefined {
    const found = this.find(id);
    return found && loadReader().summarize(id, found.source);
  }

  /**
   * As it is now: one that has not ended may be read again; of an execution with more characters of data than `longest` the
   * outline. Undefined for one that is not kept.
   */
  findTrace(id: number, longest?: number): Trace | undefined {
    const found = this.find(id);
    return found && loadReader().render(id, found.source, longest);
  }

  /** Undefined for one that is not kept. */
  findRefusals(id: number): Refusals | undefined {
    const { readRefusals } = require("./read-refusals") as typeof import("./read-refusals");
    const found = this.find(id);
    return found && readRefusals(found.source);
  }

  /** Calls back for each trace that begins or ends from now on; returns what stops that. */
  subscribe(listener: TraceListener): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  private begin(source: TraceSource): number {
    const id = this.takeId();
    this.put(id, source);
    if (++this.begun % WEIGHED_AFTER === 0) this.weighAll();
    if (this.listeners.size > 0) this.tell(id, source);
    return id;
  }

  private takeId(): number {
    const id = this.nextId++;
    if (id - this.firstId >= this.most) this.dropFirst();
    return id;
  }

  /** Keeps an event that has ended, in short where it can be, in the place of the same while it ran. */
  private keepEnded(steps: EventSteps): void {
    const { traceId: id } = steps;
    const before = this.findPlaced(id);
    const place = this.findPlace(steps);
    if (place?.source.take(steps) === true) {
      this.weight += place.source.weight - (before?.weight ?? 0);
      place.id = id;
      place.weight = place.source.weight;
      this.kept[id % this.most] = place;
    } else this.weigh(before ?? this.put(id, { kind: "event", steps }));
  }

  private put(id: number, source: TraceSource): Kept {
    return (this.kept[id % this.most] = { id, source, weight: 0, isWhole: false });
  }

  /** Where a message is kept in short. Undefined for other events, which need no buffer. */
  private findPlace({ event, traceId }: EventSteps): Place | undefined {
    if (event.eventType !== "MESSAGE") return undefined;
    return (this.places[traceId % this.most] ??= { id: 0, source: new CompactMessage(), weight: 0, isWhole: true });
  }

  private tell(id: number, source: TraceSource): void {
    for (const listener of this.listeners) listener(id, source);
  }

  private find(id: number): Kept | undefined {
    return this.running.get(id) ?? this.findPlaced(id);
  }

  private findPlaced(id: number): Kept | undefined {
    return id >= this.firstId && id < this.nextId ? this.kept[id % this.most] : undefined;
  }

  private all(): readonly Kept[] {
    const all: Kept[] = [...this.running.values()];
    for (let id = this.firstId; id < this.nextId; id += 1) {
      const kept = this.findPlaced(id);
      if (kept) all.push(kept);
    }
    return all;
  }

  private dropFirst(): void {
    const at = this.firstId % this.most;
    const kept = this.kept[at];
    if (kept !== undefined) {
      this.weight -= kept.weight;
      if (isRunning(kept.source)) this.keepRunning(kept);
      if (kept.source.kind === "message") kept.source.release();
    }
    this.kept[at] = undefined;
    this.firstId += 1;
    this.weight -= this.versions.release(this.firstId);
  }

  private keepRunning(kept: Kept): void {
    const [oldest] = this.running.keys();
    if (this.running.size >= this.most && oldest !== undefined) this.running.delete(oldest);
    this.running.set(kept.id, kept);
  }

  private weighAll(): void {
    for (const kept of this.kept) if (kept !== undefined && !kept.isWhole) this.weigh(kept);
    this.dropHeavy();
  }

  private weigh(kept: Kept): void {
    kept.isWhole = isWhole(kept.source);
    const weight = weigh(kept.source);
    this.weight += weight - kept.weight;
    kept.weight = weight;
  }

  private dropHeavy(): void {
    while (this.weight > this.mostBytes && this.firstId < this.nextId - 1) this.dropFirst();
  }
}
