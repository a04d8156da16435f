import type { ComponentType } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Trace } from "@sfn-websocket/local/trace/trace";
import { Facts } from "../components/facts";
import { Tabs } from "../components/tabs";
import { Time } from "../components/time";
import { inventory } from "../inventory";
import { goTo, linkTo, place, setParams } from "../router";
import { CopyMenu } from "./copy-menu";
import { EventTable } from "./event-table";
import { FailureNote } from "./failure-note";
import { formatDuration } from "./format";
import { Stages } from "./stages";
import { StateTree } from "./state-tree";
import { TimelineChart } from "./timeline-chart";
import { Outcome } from "./trace-rows";
import { ofWhole, type TraceProps } from "./use-whole";

interface DetailProps extends TraceProps {
  /** What is to be known of it as a whole. */
  readonly note: string | undefined;
}

interface Tab {
  readonly title: string;
  readonly isFor: (trace: Trace) => boolean;
  readonly Body: ComponentType<TraceProps>;
}

const TABS: Readonly<Record<string, Tab>> = {
  way: { title: "Way", isFor: () => true, Body: Stages },
  states: { title: "States", isFor: ({ execution }) => execution !== undefined, Body: StateTree },
  timeline: { title: "Timeline", isFor: () => true, Body: ofWhole(TimelineChart) },
  events: { title: "Events", isFor: ({ execution }) => execution !== undefined, Body: ofWhole(EventTable) },
};

/** A trace that is open: what it is, why it failed, and its views, of which one is shown. */
export function TraceDetail({ trace, note }: DetailProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const detail = useRef<HTMLElement>(null);
  const showState = useShowState(detail);
  useEffect(() => heading.current?.focus(), [trace.id]);
  const close = () => goTo("traces", { ...place.value.params, id: "", visit: "", tab: "" });
  return (
    <section
      class="trace-detail"
      ref={detail}
      aria-labelledby="trace-title"
      onKeyDown={(event) => event.key === "Escape" && !event.defaultPrevented && close()}
    >
      <header>
        <h2 id="trace-title" tabIndex={-1} ref={heading}>
          <Outcome outcome={trace.outcome} /> {trace.kind} {trace.routeKey ?? trace.workflow}
          <span class="quiet"> #{trace.id}</span>
        </h2>
        <button type="button" class="quiet" onClick={close} aria-label="Close the trace">
          ✕
        </button>
      </header>
      {note !== undefined && (
        <p class="warn" role="status">
          {note}
        </p>
      )}
      <Head trace={trace} />
      <FailureNote trace={trace} onShow={showState} />
      <Actions trace={trace} />
      <Views trace={trace} />
    </section>
  );
}

/** Shows a state, and brings the tabs to where they are seen, the focus with them: why it failed may fill the window. */
function useShowState(detail: { readonly current: HTMLElement | null }): (visit: string) => void {
  const [times, count] = useState(0);
  useEffect(() => {
    const tab = times > 0 && detail.current?.querySelector<HTMLElement>("[role=tab][aria-selected=true]");
    if (!tab) return;
    tab.focus({ preventScroll: true });
    tab.closest(".tabs")?.scrollIntoView();
  }, [times]);
  return (visit) => {
    setParams({ tab: "states", visit });
    count(times + 1);
  };
}

/** What can be done with it elsewhere. */
function Actions({ trace }: TraceProps) {
  return (
    <div class="actions">
      <CopyMenu trace={trace} />
      {trace.kind === "MESSAGE" && <a href={linkTo("client", { trace: String(trace.id) })}>Edit and send again</a>}
      {trace.execution && (
        <a href={linkTo("workflows", { workflow: trace.execution.stateMachineArn, trace: String(trace.id) })}>
          Edit and run its workflow again
        </a>
      )}
    </div>
  );
}

function Views({ trace }: TraceProps) {
  const { tab = "way" } = place.value.params;
  const tabs = Object.entries(TABS).filter(([, { isFor }]) => isFor(trace));
  const [shown, { Body }] = tabs.find(([name]) => name === tab) ?? ["way", TABS["way"]!];
  return (
    <Tabs
      label="Of the trace"
      tabs={tabs.map(([name, { title }]) => ({ name, title }))}
      shown={shown}
      onShow={(name) => setParams({ tab: name })}
    >
      <Body trace={trace} />
    </Tabs>
  );
}

function Head({ trace }: TraceProps) {
  const { speed } = inventory.value ?? {};
  const { startedAt, duration, status, api, stage, connectionId, workflow } = trace;
  return (
    <Facts
      class="facts"
      facts={{
        Time: <Time at={startedAt} />,
        Clock: speed && `${speed} × as fast as real`,
        Status: String(status),
        Duration: duration === undefined ? undefined : formatDuration(duration),
        API: api && `${api}/${stage ?? ""}`,
        Workflow: workflow,
        Connection: connectionId,
      }}
    />
  );
}
