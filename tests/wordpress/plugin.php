<?php
// Uses the plugin in a real WordPress and prints JSON: php plugin.php <wordpress> install|page|theme|use
$_SERVER['HTTP_HOST']      = '127.0.0.1';
$_SERVER['REQUEST_METHOD'] = 'GET';
error_reporting( E_ALL & ~E_DEPRECATED );
if ( 'install' === $argv[2] ) {
	define( 'WP_INSTALLING', true );
}
require $argv[1] . '/wp-load.php';
require ABSPATH . 'wp-admin/includes/plugin.php';
require_once ABSPATH . 'wp-admin/includes/template.php';
if ( 'install' === $argv[2] ) {
	require ABSPATH . 'wp-admin/includes/upgrade.php';
	wp_install( 'Test', 'admin', 'admin@example.invalid', true, '', 'password' );
	exit( activate_plugin( 'cid-elements/cid-elements.php' ) ? 1 : 0 );
}
// A page with the notice by an author, for every theme.
if ( 'page' === $argv[2] ) {
	wp_set_current_user( wp_insert_user( array( 'user_login' => 'writer', 'user_pass' => 'p', 'role' => 'author' ) ) );
	kses_init();
	$post = wp_insert_post( array( 'post_title' => 'Льготы', 'post_status' => 'publish', 'comment_status' => 'closed', 'post_content' => '<!-- wp:cid-elements/info /-->' ) );
	exit( wp_json_encode( array( 'post' => $post, 'themes' => array_keys( wp_get_themes() ) ) ) );
}
if ( 'theme' === $argv[2] ) {
	switch_theme( $argv[3] );
	exit;
}
update_option(
	'cid_elements',
	CidElements\sanitize(
		array(
			'name'     => 'Библиотека <script>1</script>«№ 1»',
			'contact'  => '+7 000',
			'act'      => 'Положение "А"',
			'act_link' => 'javascript:alert(1)',
			'benefits' => array( 'age', 'student', 'unknown' ),
			'way'      => 'unknown',
		)
	)
);
$author = wp_insert_user( array( 'user_login' => 'author', 'user_pass' => 'p', 'role' => 'author' ) );
wp_set_current_user( $author );
kses_init();
$post   = wp_insert_post( array( 'post_title' => 't', 'post_status' => 'publish', 'post_content' => "<!-- wp:cid-elements/info /-->\n[cid-check]" ) );
$result = array(
	'settings' => get_option( 'cid_elements' ),
	'author'   => apply_filters( 'the_content', get_post( $post )->post_content ),
	'short'    => do_shortcode( '[cid-info]' ),
);
wp_set_current_user( 0 );
$result['visitor'] = do_shortcode( '[cid-check]' );
$result['library'] = rest_do_request( new WP_REST_Request( 'GET', '/cid-elements/v1/library' ) )->get_data();
// With a gateway: valid settings, then an http address, then without the act.
wp_set_current_user( $author );
$result['gateway'] = array();
foreach ( array( array( 'https://gateway.example.invalid/%D1%88/', 'Приказ "7"' ), array( 'http://gateway.example.invalid/', '' ) ) as $given ) {
	$GLOBALS['wp_settings_errors'] = array();
	update_option( 'cid_elements', CidElements\sanitize( array( 'way' => 'gateway', 'gateway' => $given[0], 'permit' => $given[1] ) ) );
	$result['gateway'][] = array(
		'check'   => do_shortcode( '[cid-check]' ),
		'info'    => do_shortcode( '[cid-info]' ),
		'library' => rest_do_request( new WP_REST_Request( 'GET', '/cid-elements/v1/library' ) )->get_data(),
		'errors'  => wp_list_pluck( get_settings_errors( 'cid_elements' ), 'message' ),
	);
}
ob_start();
wp_print_footer_scripts();
$result['scripts'] = ob_get_clean();
define( 'WP_UNINSTALL_PLUGIN', 1 );
require WP_PLUGIN_DIR . '/cid-elements/uninstall.php';
$result['left'] = get_option( 'cid_elements' );
echo wp_json_encode( $result );
