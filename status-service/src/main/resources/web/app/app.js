import {LitElement, html} from 'lit';
import './app.css';
customElements.define('x-app', class extends LitElement { render() { return html`<p>hi</p>`; } });
