<?php
/**
 * Plugin Name: Цифровой ID в библиотеке
 * Description: Памятка о Цифровом ID на сайте библиотеки и проверка для сотрудников. Текст виден и без скриптов.
 * Version: __VERSION__
 * Requires at least: 6.1
 * Requires PHP: 7.4
 * License: GPL-3.0-or-later
 * Text Domain: cid-elements
 *
 * SPDX-License-Identifier: GPL-3.0-or-later (the elements in dist/ are under MIT)
 */

namespace CidElements;

defined( 'ABSPATH' ) || exit;

const VERSION  = '__VERSION__';
const OPTION   = 'cid_elements';
const BENEFITS = array(
	'student'      => 'Студент',
	'large-family' => 'Многодетная семья',
	'age'          => '18 лет и старше',
);
/** Fields that are needed only with a gateway. */
const GATEWAY_FIELDS = array(
	'gateway' => true,
	'permit'  => true,
);
const FIELDS   = array(
	'name'     => array( 'Название библиотеки', '' ),
	'hours'    => array( 'Часы работы', 'вторник–пятница 9:00–18:00' ),
	'contact'  => array( 'Вопросы и жалобы: телефон или почта', '' ),
	'act'      => array( 'Название вашего положения', '' ),
	'act_link' => array( 'Ссылка на положение', 'https://' ),
	'gateway'  => array( 'Адрес шлюза', 'https://' ),
	'permit'   => array( 'Акт, который разрешает проверку через шлюз', '' ),
);
const WAYS     = array(
	'goskan'   => 'Госкан на телефоне сотрудника',
	'gateway'  => 'Шлюз вашего учреждения',
	'training' => 'Тренировка',
);

/** The settings with defaults for missing values. */
function settings() {
	$stored   = get_option( OPTION );
	$defaults = array_fill_keys( array_keys( FIELDS ), '' ) + array(
		'benefits' => array_keys( BENEFITS ),
		'poster'   => false,
		'way'      => 'goskan',
	);
	return wp_parse_args( is_array( $stored ) ? $stored : array(), $defaults );
}

function sanitize( $given ) {
	$given = is_array( $given ) ? $given : array();
	$clean = array();
	foreach ( array_keys( FIELDS ) as $name ) {
		$clean[ $name ] = mb_substr( sanitize_text_field( $given[ $name ] ?? '' ), 0, 300 );
	}
	// Not from the sanitised text, which has lost percent-encoded characters (%D0…).
	$address           = function ( $name, $schemes ) use ( $given ) {
		return esc_url_raw( is_string( $given[ $name ] ?? null ) ? trim( $given[ $name ] ) : '', $schemes );
	};
	$clean['act_link'] = $address( 'act_link', array( 'http', 'https' ) );
	$clean['gateway']  = $address( 'gateway', array( 'https' ) );
	$benefits          = array_values( array_intersect( array_keys( BENEFITS ), (array) ( $given['benefits'] ?? array() ) ) );
	$clean['benefits'] = $benefits ? $benefits : array_keys( BENEFITS );
	$clean['poster']   = ! empty( $given['poster'] );
	$clean['way']      = isset( WAYS[ $given['way'] ?? '' ] ) ? $given['way'] : 'goskan';
	$missing           = '' === $clean['gateway'] ? 'нет адреса шлюза (только https)' : ( '' === $clean['permit'] ? 'не назван акт, который её разрешает' : '' );
	if ( 'gateway' === $clean['way'] && $missing && function_exists( 'add_settings_error' ) ) {
		add_settings_error( OPTION, 'gateway', "Проверка через шлюз не заработает: $missing." );
	}
	return $clean;
}

/** The settings in the format of library.json, which sites without this plugin use. */
function library() {
	$set     = settings();
	$library = array( 'benefits' => $set['benefits'] );
	foreach ( array( 'name', 'hours', 'contact' ) as $name ) {
		if ( '' !== $set[ $name ] ) {
			$library['institution'][ $name ] = $set[ $name ];
		}
	}
	if ( '' !== $set['act'] ) {
		$library['act'] = array_filter(
			array(
				'title' => $set['act'],
				'link'  => $set['act_link'],
			)
		);
	}
	// Without the act the elements use no gateway and show a message at the desk.
	if ( 'gateway' === $set['way'] && '' !== $set['permit'] ) {
		$library['ways']       = array( 'goskan', 'gateway' );
		$library['gatewayAct'] = array( 'title' => $set['permit'] );
	}
	return $library;
}

function library_address() {
	return esc_url( rest_url( 'cid-elements/v1/library' ) );
}

function language() {
	return 0 === strpos( determine_locale(), 'en' ) ? 'en' : 'ru';
}

/** The text of the notice, rendered by the elements. Empty settings have no line. */
function info() {
	$set  = settings();
	$way  = isset( library()['gatewayAct'] ) ? '-gateway-' : '-';
	$file = __DIR__ . '/fragments/' . language() . $way . implode( '_', $set['benefits'] ) . '.html';
	if ( ! is_readable( $file ) ) {
		return '';
	}
	$values = array(
		'CIDNAME'    => $set['name'],
		'CIDHOURS'   => $set['hours'],
		'CIDCONTACT' => $set['contact'],
		'CIDACT<'    => '' === $set['act'] ? '' : $set['act'] . '<',
	);
	$lines  = array();
	foreach ( file( $file ) as $line ) {
		foreach ( $values as $token => $value ) {
			if ( false === strpos( $line, $token ) ) {
				continue;
			}
			if ( '' === $value ) {
				continue 2;
			}
			$ending = '<' === substr( $token, -1 ) ? '<' : '';
			$line   = str_replace( $token, esc_html( rtrim( $value, '<' ) ) . $ending, $line );
		}
		$link    = $set['act_link'];
		$line    = '' === $link ? preg_replace( '~<a href="/CIDLINK">(.*?)</a>~', '$1', $line ) : str_replace( '/CIDLINK', esc_url( $link ), $line );
		$lines[] = $line;
	}
	$poster = $set['poster'] ? ' poster' : '';
	$html   = str_replace( 'config="/CIDCONFIG"', 'config="' . library_address() . '"' . $poster, implode( '', $lines ) );
	wp_enqueue_script( 'cid-info' );
	return '<div class="wp-block-cid-elements-info">' . $html . '</div>';
}

/** The check, for logged-in staff only. Others get neither the element nor the script. */
function check() {
	if ( ! current_user_can( 'edit_posts' ) ) {
		return '';
	}
	$set     = settings();
	$gateway = 'gateway' === $set['way'] ? sprintf( ' gateway="%s" config="%s"', esc_url( $set['gateway'] ), library_address() ) : '';
	wp_enqueue_script( 'cid-check' );
	return sprintf(
		'<cid-check verifier="%s" benefits="%s" lang="%s"%s>Проверка загружается. Если её нет, примите бумажный документ.</cid-check>',
		esc_attr( $set['way'] ),
		esc_attr( implode( ' ', $set['benefits'] ) ),
		language(),
		$gateway
	);
}

add_action(
	'init',
	function () {
		// Without the query that WordPress adds: the files import each other by plain URLs, and two URLs would load
		// one twice.
		wp_register_script( 'cid-info', plugins_url( 'dist/cid-info.classic.js', __FILE__ ), array(), null, true );
		wp_register_script( 'cid-check', plugins_url( 'dist/cid-elements.classic.js', __FILE__ ), array(), null, true );
		wp_register_script( 'cid-editor', plugins_url( 'editor.js', __FILE__ ), array( 'wp-blocks', 'wp-element', 'wp-server-side-render' ), VERSION, true );
		foreach ( array( 'info', 'check' ) as $name ) {
			$render = __NAMESPACE__ . '\\' . $name;
			register_block_type(
				"cid-elements/$name",
				array(
					'api_version'     => 2,
					'editor_script'   => 'cid-editor',
					'render_callback' => $render,
				)
			);
			add_shortcode( "cid-$name", $render );
		}
	}
);

add_action(
	'rest_api_init',
	function () {
		register_rest_route(
			'cid-elements/v1',
			'/library',
			array(
				'methods'             => 'GET',
				'callback'            => __NAMESPACE__ . '\\library',
				'permission_callback' => '__return_true',
			)
		);
	}
);

/* Optimisers join and move scripts, but these scripts find their parts relative to their own URL. */
add_filter(
	'script_loader_tag',
	function ( $tag, $handle ) {
		return in_array( $handle, array( 'cid-info', 'cid-check' ), true )
			? str_replace( '<script ', '<script data-cfasync="false" data-no-optimize="1" data-no-minify="1" data-no-defer="1" ', $tag )
			: $tag;
	},
	10,
	2
);
add_filter(
	'autoptimize_filter_js_exclude',
	function ( $excluded ) {
		return is_array( $excluded ) ? $excluded + array( 'cid-elements/dist/' => '' ) : $excluded . ', cid-elements/dist/';
	}
);
foreach ( array( 'rocket_exclude_js', 'rocket_delay_js_exclusions', 'litespeed_optimize_js_excludes' ) as $optimiser ) {
	add_filter(
		$optimiser,
		function ( $excluded ) {
			return array_merge( (array) $excluded, array( '/cid-elements/dist/' ) );
		}
	);
}

add_action(
	'admin_init',
	function () {
		register_setting( OPTION, OPTION, array( 'sanitize_callback' => __NAMESPACE__ . '\\sanitize' ) );
	}
);
add_action(
	'admin_menu',
	function () {
		add_options_page( 'Цифровой ID', 'Цифровой ID', 'manage_options', OPTION, __NAMESPACE__ . '\\page' );
	}
);
add_filter(
	'plugin_action_links_' . plugin_basename( __FILE__ ),
	function ( $links ) {
		array_unshift( $links, '<a href="' . esc_url( admin_url( 'options-general.php?page=' . OPTION ) ) . '">Настройки</a>' );
		return $links;
	}
);

/** Table rows of the fields in one line. */
function rows( $fields, $set ) {
	foreach ( $fields as $name => $field ) {
		$id = 'cid-' . $name;
		?>
				<tr>
					<th scope="row"><label for="<?php echo esc_attr( $id ); ?>"><?php echo esc_html( $field[0] ); ?></label></th>
					<td><input class="regular-text" id="<?php echo esc_attr( $id ); ?>" name="<?php echo esc_attr( OPTION . "[$name]" ); ?>" value="<?php echo esc_attr( $set[ $name ] ); ?>" placeholder="<?php echo esc_attr( $field[1] ); ?>"></td>
				</tr>
		<?php
	}
}

function page() {
	$set = settings();
	?>
	<div class="wrap">
		<h1>Цифровой ID в библиотеке</h1>
		<p>Памятка: блок «Цифровой ID: памятка» или шорткод <code>[cid-info]</code>. Проверка для сотрудников: блок «Цифровой ID: проверка» или <code>[cid-check]</code>, её видят только вошедшие, кому разрешено писать записи.</p>
		<form method="post" action="options.php">
			<?php settings_fields( OPTION ); ?>
			<table class="form-table" role="presentation">
				<?php rows( array_diff_key( FIELDS, GATEWAY_FIELDS ), $set ); ?>
				<tr>
					<th scope="row">Льготы</th>
					<td><fieldset>
						<legend class="screen-reader-text">Льготы</legend>
						<?php foreach ( BENEFITS as $name => $label ) : ?>
						<label><input type="checkbox" name="<?php echo esc_attr( OPTION ); ?>[benefits][]" value="<?php echo esc_attr( $name ); ?>" <?php checked( in_array( $name, $set['benefits'], true ) ); ?>> <?php echo esc_html( $label ); ?></label><br>
						<?php endforeach; ?>
					</fieldset></td>
				</tr>
				<tr>
					<th scope="row">Плакат</th>
					<td><label><input type="checkbox" name="<?php echo esc_attr( OPTION ); ?>[poster]" value="1" <?php checked( $set['poster'] ); ?>> при печати страницы остаётся один лист A4</label></td>
				</tr>
				<tr>
					<th scope="row"><label for="cid-way">Проверка для сотрудников</label></th>
					<td><select id="cid-way" name="<?php echo esc_attr( OPTION ); ?>[way]">
						<?php foreach ( WAYS as $name => $label ) : ?>
						<option value="<?php echo esc_attr( $name ); ?>" <?php selected( $set['way'], $name ); ?>><?php echo esc_html( $label ); ?></option>
						<?php endforeach; ?>
					</select>
					<p class="description">Шлюз ставит ваше учреждение; без него два поля ниже не нужны. В самом шлюзе впишите этот сайт в <code>CID_ALLOWED_ORIGINS</code> и зарегистрируйте рабочие места.</p></td>
				</tr>
				<?php rows( array_intersect_key( FIELDS, GATEWAY_FIELDS ), $set ); ?>
			</table>
			<?php submit_button(); ?>
		</form>
	</div>
	<?php
}
