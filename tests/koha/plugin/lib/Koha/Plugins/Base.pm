package Koha::Plugins::Base;

# A stub of Koha's class: the methods that a plugin may call, with data in memory.

use Modern::Perl;
use base qw(Module::Bundled::Files);
use Cwd qw(abs_path);
use Template;

our %DATA;

sub new {
    my ( $class, $args ) = @_;
    my $self = bless { %{$args}, class => $class }, $class;
    my $version = $self->get_metadata->{version};
    if ( !$self->retrieve_data('__INSTALLED__') ) {
        $self->store_data( { __INSTALLED__ => 1, __ENABLED__ => 1, __INSTALLED_VERSION__ => $version } )
            if $self->install;
    }
    elsif ( ( $self->retrieve_data('__INSTALLED_VERSION__') // '' ) ne $version ) {
        $self->store_data( { __INSTALLED_VERSION__ => $version } ) if $self->upgrade;
    }
    $self->{_bundle_path} = abs_path( $self->mbf_dir );
    return $self;
}

sub get_metadata  { return $_[0]{metadata} }
sub bundle_path   { return $_[0]{_bundle_path} }
sub store_data    { my ( $self, $data ) = @_; $DATA{$_} = $data->{$_} for keys %{$data}; return }
sub retrieve_data { return $DATA{ $_[1] } }
sub go_home       { return 'home' }
sub output_html   { return $_[1] }

sub get_template {
    my ( $self, $args ) = @_;
    return Koha::Plugins::Base::StubTemplate->new( $self->mbf_path( $args->{file} ), $self->{class} );
}

package Koha::Plugins::Base::StubTemplate;

use Modern::Perl;
use Encode qw(encode_utf8);

sub new { my ( $class, $file, $plugin ) = @_; return bless { file => $file, vars => { CLASS => $plugin } }, $class }
sub param { my ( $self, %vars ) = @_; $self->{vars}{$_} = $vars{$_} for keys %vars; return }

sub output {
    my ($self) = @_;
    my $engine = Template->new(
        ABSOLUTE     => 1,
        ENCODING     => 'UTF-8',
        INCLUDE_PATH => $ENV{STUB_INCLUDES},
        FILTERS      => { raw => sub { $_[0] } },
        PLUGINS      => { raw => 'Koha::Plugins::Base::StubRaw' },
    );
    my $out = '';
    $engine->process( $self->{file}, $self->{vars}, \$out ) or die $engine->error;
    return $out;
}

package Koha::Plugins::Base::StubRaw;

use base qw(Template::Plugin);

$INC{'Koha/Plugins/Base/StubRaw.pm'} = __FILE__;

1;
