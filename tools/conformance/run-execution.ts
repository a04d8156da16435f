export * from "../../__tests__/conformance/run-execution";
