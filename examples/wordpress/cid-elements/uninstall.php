<?php
// SPDX-License-Identifier: GPL-3.0-or-later
defined( 'WP_UNINSTALL_PLUGIN' ) || exit;
delete_option( 'cid_elements' );
