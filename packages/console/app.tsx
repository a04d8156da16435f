import { render } from "preact";
import "./app.css";

render(<h1>Console</h1>, document.getElementById("app")!);
