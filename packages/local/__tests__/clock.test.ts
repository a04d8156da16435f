import { evenly } from "../clock";
import { createWorld, requestMachine } from "./stepfunctions/step-functions-world";

const HOUR = 3_600_000;

describe("a machine whose time is set", () => {
  it("has a time that goes on evenly from where it is asked for", () => {
    let [time, passed] = [1_000, 7.25];
    const { start, now } = evenly({ now: () => time, elapsed: () => passed });
    expect([start, now()]).toEqual([1_000, 1_000]);
    time += HOUR + 2;
    passed += 2.5;
    expect(now()).toBe(1_003);
    time = 5;
    passed += 4;
    expect(now()).toBe(1_007);
    time += 3;
    passed += 3;
    expect(now()).toBe(1_010);
    time += 2 * HOUR;
    passed += 2 * HOUR;
    expect(now()).toBe(1_010 + 2 * HOUR);
  });

  it.each([HOUR, -HOUR])("ends no execution early, and bills it for what has passed: %d ms", async (shift) => {
    let set = 0;
    const { stepfunctions, clock } = createWorld({ now: () => clock.now() + set });
    const machine = requestMachine("m", { Type: "Wait", Seconds: 2, End: true });
    stepfunctions.createStateMachine({ ...machine, type: "EXPRESS" });
    const caller = { authorize: () => undefined, traceHeader: () => "" };
    const body = JSON.stringify({ stateMachineArn: machine.stateMachineArn });
    const answer = stepfunctions.call("StartSyncExecution", body, caller);
    await clock.waiting(2_000);
    set = shift;
    clock.advance(2_000);
    const { body: text } = await answer;
    expect(text).toContain('{"billingDetails":{"billedDurationInMilliseconds":2000,');
    expect(text).toContain('"status":"SUCCEEDED"');
  });
});
