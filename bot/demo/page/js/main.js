// Puts the page together. Each module knows one thing; the store tells them when to look again.

import { connect } from "./api.js";
import { layChats } from "./beside.js";
import { clockBar } from "./clock.js";
import { hint } from "./hint.js";
import { peopleList } from "./people.js";

clockBar(document.getElementById("clock"));
peopleList(document.getElementById("people"));
layChats(document.getElementById("desk"));
hint(document.getElementById("chat"));
connect();
