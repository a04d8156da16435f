import { createProgress } from "../../deploy-local/progress";
import { type DeployEvent, readLine, stripControls } from "../../deploy-local/read-line";
import { describeFailure } from "../../deploy-local/run-cdktf";

/** Lines of cdktf 0.21 with Terraform 1.11, as they were recorded. */
const LINES = [
  "api  \u001b[0m\u001b[1mInitializing the backend...\u001b[0m",
  "     \u001b[0m\u001b[1maws_iam_role.A_1: Refreshing state... [id=a]\u001b[0m",
  "     \u001b[1m  # aws_iam_role.A_1 (Api/Role)\u001b[0m will be created",
  '     \u001b[1m  # module.m.aws_sqs_queue.Q["x"]\u001b[0m must be \u001b[1mreplaced\u001b[0m',
  "     \u001b[1mPlan:\u001b[0m 2 to add, 0 to change, 1 to destroy.",
  "api  \u001b[0m\u001b[1maws_iam_role.A_1: Creating...\u001b[0m",
  "api  \u001b[0m\u001b[1maws_iam_role.A_1: Creation complete after 1s [id=a]\u001b[0m",
  '     module.m.aws_sqs_queue.Q["x"] (deposed object 7): Destruction complete after 0s',
  '     module.m.aws_sqs_queue.Q["x"]: Creation complete after 0s [id=q]',
  "     Apply complete! Resources: 2 added, 0 changed, 1 destroyed.",
];

function show(columns?: number): string {
  let text = "";
  const progress = createProgress({ write: (more) => (text += more), ...(columns !== undefined && { columns }) });
  const events = LINES.map((line) => readLine(stripControls(line))).filter((event) => event !== undefined);
  events.forEach((event: DeployEvent) => progress.tell(event));
  return text;
}

it("prints a line for each resource in a pipe, by its construct's name, and nothing that a terminal obeys", () => {
  expect(show()).toBe(
    [
      "1/3 created Api/Role (aws_iam_role)",
      '2/3 destroyed module.m.aws_sqs_queue.Q["x"] (aws_sqs_queue)',
      '3/3 created module.m.aws_sqs_queue.Q["x"] (aws_sqs_queue)',
      "Apply complete! Resources: 2 added, 0 changed, 1 destroyed.",
      "",
    ].join("\n"),
  );
});

it("draws one bar on a terminal, never wider than it is", () => {
  const [drawn, ...ended] = show(40).split("\r\u001b[K").slice(1).reverse();
  expect(drawn).toBe("Apply complete! Resources: 2 added, 0 changed, 1 destroyed.\n");
  expect(ended.reverse()).toEqual([
    "[--------------------] Terraform is ini",
    "[--------------------] the state is com",
    "[######--------------] 1/3 Api/Role",
    "[#############-------] 2/3 module.m.aws",
    "[####################] 3/3 module.m.aws",
  ]);
});

it("tells of a failure what Terraform boxes, without the column of the stack's name", () => {
  const printed = [
    "api  Initializing",
    '     + error = "no such action"',
    "api  │ Error: no",
    "     │",
    "     │   on cdk.tf.json line 1",
    "     ╵",
    "",
    "0 Stacks deploying     1 Stack done     0 Stacks waiting",
    "Invoking Terraform CLI failed with exit code 1",
  ];
  expect(describeFailure(printed)).toBe(
    "api  │ Error: no\n│\n│   on cdk.tf.json line 1\n╵\n\nInvoking Terraform CLI failed with exit code 1\n",
  );
  expect(describeFailure(["killed"])).toBe("killed\n");
});
