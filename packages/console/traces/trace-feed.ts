import { signal } from "@preact/signals";
import type { TraceList } from "@sfn-websocket/local/console/api";
import type { TraceSummary } from "@sfn-websocket/local/trace/trace";
import { TraceLog } from "./trace-log";

/** Where traces come from. */
export interface TraceSource {
  /** Those after an id alone. @default all that are kept */
  readonly list: (after?: number) => Promise<TraceList>;
  /** Calls back at each trace that begins or changes, until the function that it returns is called. */
  readonly onTrace: (listener: (trace: TraceSummary) => void) => () => void;
  /** Calls back when traces may have been missed. */
  readonly onGap: (listener: () => void) => () => void;
}

/** Milliseconds until traces are listed that were not told one by one, because too many began. */
const GAP_PAUSE = 1000;

/** Milliseconds for which changes are gathered before the list is drawn again. */
const PAUSE = 100;

/** The traces as the page shows them: it follows its source, and stands still while it is paused. */
export class TraceFeed {
  /** In the order in which they began. */
  readonly shown = signal<readonly TraceSummary[]>([]);
  readonly isPaused = signal(false);
  /** How many began since it stands still. */
  readonly waiting = signal(0);
  readonly state = signal<"loading" | "ready" | "off">("loading");
  readonly problem = signal<string | undefined>(undefined);
  readonly dropped = signal(0);
  private readonly log = new TraceLog();
  /** What was told while a list was on its way, which is older. */
  private early: TraceSummary[] | undefined;
  private loading = Promise.resolve();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private gapTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly source: TraceSource) {}

  /** Follows the source until the function that it returns is called. */
  start(): () => void {
    const stops = [
      this.source.onTrace((trace) => {
        if (this.early) this.early.push(trace);
        else this.take(trace);
      }),
      this.source.onGap(() => this.load()),
    ];
    this.load();
    return () => stops.forEach((stop) => stop());
  }

  setPaused(isPaused: boolean): void {
    this.isPaused.value = isPaused;
    this.show();
  }

  /** One list after the other, so that none is put over a newer one. */
  private load(after?: number): void {
    this.loading = this.loading.then(() => this.takeList(after));
  }

  private async takeList(after: number | undefined): Promise<void> {
    this.early = [];
    try {
      const { traces, dropped, isKept } = await this.source.list(after);
      if (after === undefined) this.log.takeList(traces);
      else for (const trace of traces) this.log.put(trace);
      this.dropped.value = dropped;
      this.state.value = isKept ? "ready" : "off";
      this.problem.value = undefined;
    } catch (error) {
      this.problem.value = (error as Error).message;
    }
    const { early = [] } = this;
    this.early = undefined;
    for (const trace of early) this.take(trace);
    this.show();
  }

  private take(trace: TraceSummary): void {
    const newest = this.log.all.at(-1)?.id ?? 0;
    if (trace.id > newest + 1) this.gapTimer ??= setTimeout(() => this.fillGap(newest), GAP_PAUSE);
    this.log.put(trace);
    this.timer ??= setTimeout(() => this.show(), PAUSE);
  }

  private fillGap(after: number): void {
    this.gapTimer = undefined;
    this.load(after);
  }

  private show(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const newest = this.shown.value.at(-1)?.id ?? 0;
    if (!this.isPaused.value) this.shown.value = [...this.log.all];
    this.waiting.value = this.isPaused.value ? this.log.all.filter(({ id }) => id > newest).length : 0;
  }
}
