import {
  DeleteStateMachineCommand,
  DescribeExecutionCommand,
  DescribeStateMachineCommand,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
  UpdateStateMachineCommand,
} from "@aws-sdk/client-sfn";
import { createStepFunctionsApi } from "../../stepfunctions/api";
import { type ApiServer, serveApi } from "../api-server";
import { createWorld, requestMachine, type World } from "./step-functions-world";

const group = "arn:aws:logs:us-east-1:123456789012:log-group:/aws/vendedlogs/states/waiting-Logs:*";
const waiting = {
  ...requestMachine("waiting", { Type: "Wait", Seconds: 60, End: true }),
  loggingConfiguration: { level: "FATAL", includeExecutionData: true, destinations: [group] },
};
const { stateMachineArn } = waiting;

let world: World;
let server: ApiServer;
let sfn: SFNClient;
beforeEach(async () => {
  world = createWorld();
  world.stepfunctions.createStateMachine(waiting);
  server = await serveApi(createStepFunctionsApi(world.stepfunctions));
  sfn = new SFNClient(server.client);
});
afterEach(() => server.close());

const remove = () => sfn.send(new DeleteStateMachineCommand({ stateMachineArn }));
const start = () => sfn.send(new StartExecutionCommand({ stateMachineArn, input: "{}" }));
const status = async () => (await sfn.send(new DescribeStateMachineCommand({ stateMachineArn }))).status;

describe("a Standard state machine that is deleted", () => {
  it("goes at once where nothing runs", async () => {
    expect(await status()).toBe("ACTIVE");
    await remove();
    await expect(status()).rejects.toMatchObject({ name: "StateMachineDoesNotExist" });
  });

  it("is DELETING, and neither starts nor changes, until its last execution is over", async () => {
    await start();
    await remove();
    expect(await status()).toBe("DELETING");
    await expect(start()).rejects.toMatchObject({ name: "StateMachineDeleting" });
    const update = new UpdateStateMachineCommand({ stateMachineArn, roleArn: waiting.roleArn });
    await expect(sfn.send(update)).rejects.toMatchObject({ name: "StateMachineDeleting" });
    await world.clock.waiting(60_000);
    world.clock.advance(60_000);
    await expect(status()).rejects.toMatchObject({ name: "StateMachineDoesNotExist" });
  });

  it("ends what runs with the next state, and takes it along", async () => {
    const { executionArn } = await start();
    await remove();
    await world.clock.waiting(60_000);
    const described = await sfn.send(new DescribeExecutionCommand({ executionArn }));
    expect(described.status).toBe("RUNNING");
    world.clock.advance(60_000);
    const gone = { name: "ExecutionDoesNotExist" };
    await expect(sfn.send(new DescribeExecutionCommand({ executionArn }))).rejects.toMatchObject(gone);
    const messages = world.written.flatMap(([, , events]) => events.map(({ message }) => JSON.parse(message)));
    expect(messages).toMatchObject([
      {
        details: { cause: "State machine waiting has been deleted", error: "States.Runtime" },
        id: "3",
        type: "ExecutionFailed",
        previous_event_id: "2",
      },
    ]);
    expect(world.lines).toEqual([
      expect.stringMatching(
        /^state machine 'waiting': execution \S+ FAILED: States.Runtime: State machine waiting has been deleted$/,
      ),
    ]);
  });

  it("takes the executions along that ended before", async () => {
    const { executionArn } = await start();
    await sfn.send(new StopExecutionCommand({ executionArn }));
    await remove();
    const gone = { name: "ExecutionDoesNotExist" };
    await expect(sfn.send(new DescribeExecutionCommand({ executionArn }))).rejects.toMatchObject(gone);
  });

  it("goes when its last execution is stopped", async () => {
    const { executionArn } = await start();
    await remove();
    await sfn.send(new StopExecutionCommand({ executionArn }));
    await expect(status()).rejects.toMatchObject({ name: "StateMachineDoesNotExist" });
  });
});
