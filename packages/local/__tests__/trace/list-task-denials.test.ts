import { createAws } from "../../account/aws";
import { createClock } from "../../clock";
import { listTaskDenials } from "../../trace/list-task-denials";
import type { ExecutionTrace, StateTrace } from "../../trace/trace";
import { trust } from "../configuration";

const log = () => undefined;
const aws = createAws({ clock: createClock(1, log), log });
aws.iam.createRole({ roleName: "worker", assumeRolePolicyDocument: trust("states.amazonaws.com") });

const denied = (role: string) =>
  `User: arn:aws:sts::123456789012:assumed-role/${role}/session is not authorized to perform: sqs:SendMessage on resource: arn:aws:sqs:us-east-1:123456789012:orders because no identity-based policy allows the sqs:SendMessage action`;

const state = (cause: string, children: readonly StateTrace[] = []): StateTrace => ({
  name: "Tell",
  type: "Task",
  enteredAt: 0,
  status: "failed",
  failures: [{ at: 0, error: "Sqs.SqsException", cause, then: "retried" }],
  children,
});
const execution = (states: readonly StateTrace[]): ExecutionTrace => ({
  executionArn: "",
  stateMachineArn: "",
  name: "",
  status: "FAILED",
  startedAt: 0,
  input: { text: "{}", length: 2 },
  definition: "{}",
  states,
  events: [],
});

it("tells once what a task was refused, and the smallest statement that would allow it", () => {
  const inner = state(denied("worker"));
  expect(listTaskDenials(aws, execution([state("else", [inner, inner])]))).toEqual([
    expect.objectContaining({
      roleArn: "arn:aws:iam::123456789012:role/worker",
      principal: "states.amazonaws.com",
      action: "sqs:SendMessage",
      resource: "arn:aws:sqs:us-east-1:123456789012:orders",
      allowed: false,
      needed: {
        Effect: "Allow",
        Action: "sqs:SendMessage",
        Resource: "arn:aws:sqs:us-east-1:123456789012:orders",
      },
    }),
  ]);
});

it.each([
  ["no execution", undefined],
  ["a failure of another kind", execution([state("the card is declined")])],
  ["a role that is gone", execution([state(denied("gone"))])],
])("tells nothing of %s", (_, trace) => expect(listTaskDenials(aws, trace)).toEqual([]));
