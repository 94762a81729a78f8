// What every page needs. Pages work without it; it makes them quicker and kinder.
import "bootstrap/js/src/dropdown.js";
import "bootstrap/js/src/offcanvas.js";
import "htmx.org";
import { watchBoard } from "./board.js";
import { watchCodes } from "./codes.js";
import { watchDesk } from "./desk.js";
import { watchDialogs } from "./dialogs.js";
import { watchForms } from "./forms.js";
import { watchIdentities } from "./identities.js";
import { watchKept } from "./kept.js";
import { watchPicking } from "./picking.js";
import { watchPlaces } from "./places.js";
import { watchSession } from "./session.js";
import { watchShell } from "./shell.js";

watchShell();
watchDialogs();
watchForms();
watchSession();
watchPlaces();
watchKept();
watchPicking();
watchDesk();
watchIdentities();
watchCodes();
watchBoard();
