import type { EventSteps, RoleCheck } from "../apigateway/stage/event-steps";
import { MessageEvent } from "../apigateway/route-event";
import { ExecutionTrail, type FollowedRun } from "../stepfunctions/execution-trail";
import { isRepeatable } from "../stepfunctions/repeat-execution";

/** Characters of the texts of a message that is kept in short; those of longer ones are kept by reference. */
const LONGEST = 8_192;
/** Bytes that one takes in UTF-8 at most. */
const BYTES = 3;
/** Bytes of a place that nothing was put into. */
const SMALLEST = 2_048;
/** Of what is kept beside the texts. */
const OVERHEAD = 300;

type Part<Name extends keyof EventSteps> = NonNullable<EventSteps[Name]>;

/**
 * The place of a message that went well without waiting for anything: all of its way follows again from what came and from
 * what answered. Thousands of these come in a second. What lives on after its message is copied by the garbage collector,
 * more than once, which costs more than the message itself; so its texts are written into a buffer that is there already.
 */
export class CompactMessage {
  readonly kind = "message";
  // All of these live anyway: none of them is made for the message.
  stage: EventSteps["stage"] | undefined = undefined;
  connection: EventSteps["event"]["connection"] | undefined = undefined;
  route: EventSteps["route"] = undefined;
  headers: Part<"result">["headers"] = {};
  explain: RoleCheck["explain"] | undefined = undefined;
  machine: FollowedRun["machine"] | undefined = undefined;
  followed: ExecutionTrail["followed"] = {};
  requestId = "";
  messageId = "";
  startedAt = 0;
  runAt = 0;
  endedAt = 0;
  private buffer = Buffer.allocUnsafeSlow(SMALLEST);
  private bodyEnd = 0;
  private answerEnd = 0;

  /** What came. */
  get body(): string {
    return this.buffer.toString("utf8", 0, this.bodyEnd);
  }

  /** What the integration answered. */
  get answer(): string {
    return this.buffer.toString("utf8", this.bodyEnd, this.answerEnd);
  }

  /** Bytes, about. */
  get weight(): number {
    return OVERHEAD + this.buffer.length;
  }

  /** Takes a message in, and returns whether it did: the way of every other has to be kept as it was. */
  take(steps: EventSteps): boolean {
    const { event, result, started, endedAt } = steps;
    if (!(event instanceof MessageEvent && started instanceof ExecutionTrail)) return false;
    if (!isPlain(steps, started) || result === undefined || endedAt === undefined) return false;
    this.hold(steps, started);
    this.write(event.body, result.body);
    this.requestId = event.madeRequestId;
    this.messageId = event.madeMessageId;
    this.startedAt = event.requestTimeEpoch;
    this.runAt = started.run?.startDate ?? 0;
    this.endedAt = endedAt;
    return true;
  }

  /** Lets go of the version of the stacks that served the message. */
  release(): void {
    this.stage = this.connection = this.route = this.explain = this.machine = undefined;
    this.followed = {};
  }

  private hold({ stage, event, route, result, checks }: EventSteps, { run, followed }: ExecutionTrail): void {
    this.stage = stage;
    this.connection = event.connection;
    this.route = route;
    this.headers = result?.headers ?? {};
    this.explain = checks?.[0]?.explain;
    this.machine = run?.machine;
    this.followed = followed;
  }

  private write(body: string, answer: string): void {
    const most = (body.length + answer.length) * BYTES;
    if (most > this.buffer.length) this.buffer = Buffer.allocUnsafeSlow(2 ** Math.ceil(Math.log2(most)));
    this.bodyEnd = this.buffer.write(body, 0);
    this.answerEnd = this.bodyEnd + this.buffer.write(answer, this.bodyEnd);
  }
}

/** Whether a message was answered at once, by an execution that succeeded and can be repeated. */
function isPlain(steps: EventSteps, { run, ended, hasFailed }: ExecutionTrail): boolean {
  const { event, result, status, error, calledAt, answeredAt, checks, response } = steps;
  if (status !== 200 || error !== undefined || result === undefined || response === undefined || hasFailed)
    return false;
  if (ended?.isRepeatable !== true || ended.status !== "SUCCEEDED" || calledAt !== answeredAt) return false;
  if (event.body.length + result.body.length > LONGEST || checks?.length !== 1) return false;
  return run !== undefined && isRepeatable(run.machine);
}
