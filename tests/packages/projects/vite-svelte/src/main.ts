import type {} from '@cid-elements/elements/frameworks/svelte';
import '@cid-elements/elements/check/define';
import '@cid-elements/elements/scanner/define';
import { mount } from 'svelte';
import App from './App.svelte';

mount(App, { target: document.getElementById('app')! });
