import { join } from "node:path";
import { type ProcessOptions, type StartedProcess, startProcess } from "../start-process";
import { describeExit } from "./function-error";
import { createFunctionOutput } from "./function-output";
import { createLoadedFiles } from "./loaded-files";
import {
  findMessage,
  type FunctionError,
  type FunctionEvent,
  type FunctionStart,
  type ProcessMessage,
  type ProcessStart,
} from "./process-messages";

/** What a function made of an event: its answer as JSON text, or its error. */
export type FunctionOutcome = { readonly payload: string } | { readonly error: FunctionError };

/** A process that runs one function, one event at a time. */
export interface ExecutionEnvironment {
  /** Settles when the function is loaded, or with its error. */
  readonly loaded: Promise<FunctionError | undefined>;
  /** True once the process has ended or is ending: it takes no more events. */
  isOver(): boolean;
  /** True when one of the files that the function loaded has changed since. */
  isStale(): boolean;
  /** Never rejects: a process that ends under the event is the function's error. */
  run(event: FunctionEvent): Promise<FunctionOutcome>;
  stop(): void;
}

export interface EnvironmentOptions extends FunctionStart {
  readonly environment: Readonly<Record<string, string>>;
  /** MB that the function may use besides what its process needs. */
  readonly memorySize: number;
  /** Options of Node.js that the process gets besides, such as `--inspect`. @default none */
  readonly nodeOptions?: readonly string[];
  /** Takes each line that the function prints. */
  readonly log: (line: string) => void;
}

/** Starts a process and loads the function in it. */
export function createExecutionEnvironment(options: EnvironmentOptions): ExecutionEnvironment {
  const files = createLoadedFiles();
  const output = createFunctionOutput(options.log);
  const state: State = { requestId: "", isOver: false };
  const started = startFunction(options, { state, files, output });
  return {
    loaded: new Promise<FunctionError | undefined>((resolve) => (state.settleLoaded = resolve)),
    isOver: () => state.isOver,
    isStale: files.haveChanged,
    async run(event) {
      if (state.isOver) return { error: describeExit(event.requestId, 0) };
      state.requestId = event.requestId;
      output.begin();
      started.ref();
      const outcome = await new Promise<FunctionOutcome>((resolve) => {
        state.settle = resolve;
        started.send(JSON.stringify(event));
      });
      started.unref();
      return outcome;
    },
    stop() {
      state.isOver = true;
      started.kill();
    },
  };
}

interface Parts {
  readonly state: State;
  readonly files: ReturnType<typeof createLoadedFiles>;
  readonly output: ReturnType<typeof createFunctionOutput>;
}

/** Starts the process, whose messages and whose end settle what waits for them. */
function startFunction(options: EnvironmentOptions, { state, files, output }: Parts) {
  const end = (error: FunctionError) => {
    if (state.isOver) return;
    state.isOver = true;
    started.kill();
    // What fails between two events is nobody's answer.
    if (!state.settleLoaded && !state.settle) options.log(`${error.errorType}: ${error.errorMessage}`);
    state.settleLoaded?.(error);
    state.settle?.({ error });
  };
  const endForgery = () => {
    options.log("the function wrote to the pipe that its runtime answers by, so that its process was ended");
    end(describeExit(state.requestId, "SIGKILL"));
  };
  const started = startFunctionProcess(options, {
    wantsLines: output.isWanted,
    onLine: output.take,
    onNoise: endForgery,
    onEnd: (reason) => end(describeExit(state.requestId, reason)),
    onMessage(text) {
      const message = findMessage(text);
      if (message?.kind === "end") return end(message.error);
      if (!message || !receive(state, message)) return endForgery();
      if ("files" in message) files.add(message.files);
    },
  });
  return started;
}

interface State {
  requestId: string;
  isOver: boolean;
  /** While the function loads. */
  settleLoaded?: ((error?: FunctionError) => void) | undefined;
  /** While an event runs. */
  settle?: ((outcome: FunctionOutcome) => void) | undefined;
}

/** Takes a message; false for one that nothing waits for. */
function receive(state: State, message: Exclude<ProcessMessage, { kind: "end" }>): boolean {
  const { settleLoaded, settle } = state;
  if (message.kind === "ready") {
    state.settleLoaded = undefined;
    settleLoaded?.();
    return settleLoaded !== undefined;
  }
  if (message.requestId !== state.requestId || !settle) return false;
  state.settle = undefined;
  settle(message.kind === "result" ? { payload: message.payload } : { error: message.error });
  return true;
}

type Listeners = Omit<ProcessOptions, "argument" | "env" | "heap" | "nodeOptions">;

function startFunctionProcess(options: EnvironmentOptions, listeners: Listeners): StartedProcess {
  const { module, handler, endpoint, environment, memorySize, nodeOptions = [] } = options;
  const start: ProcessStart = { module, handler, endpoint, memorySize };
  return startProcess(join(__dirname, "function-process.ts"), {
    ...listeners,
    argument: JSON.stringify(start),
    env: environment,
    heap: memorySize,
    nodeOptions,
  });
}
