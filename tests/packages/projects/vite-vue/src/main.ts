import type {} from '@cid-elements/elements/frameworks/vue';
import '@cid-elements/elements/check/define';
import '@cid-elements/elements/scanner/define';
import { createApp } from 'vue';
import App from './App.vue';

createApp(App).mount('#app');
