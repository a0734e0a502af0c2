// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme.h"

#include "core/base/json.h"
#include "core/base/log.h"
#include "resources/resources.h"
#include "ui/theme/colour.h"
#include "ui/theme/glass_style.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>
#include <QtWidgets/QApplication>
#include <QtWidgets/QToolTip>

namespace sc::ui {

namespace {

// Looks colours up and remembers the first one that is not there.
class TokenReader
{
public:
    explicit TokenReader(QJsonObject root) : m_root(std::move(root)) {}

    QColor operator()(const QString &path)
    {
        QJsonValue value = m_root;
        for (const QString &step : path.split(u'/'))
            value = value.toObject().value(step);
        const QString text = value.isObject() ? value.toObject().value(u"value").toString() : value.toString();
        // "0 10 28 rgba(0,0,0,0.32)": a shadow's geometry is the same everywhere, only its colour is read.
        const auto colour = parseColour(QStringView(text).sliced(std::max<qsizetype>(0, text.indexOf(u"rgba(", 1))));
        if (!colour && m_missing.isEmpty())
            m_missing = path;
        return colour.value_or(Qt::magenta);
    }
    [[nodiscard]] const QString &missing() const { return m_missing; }

private:
    QJsonObject m_root;
    QString m_missing;
};

void readColours(TokenReader &all, Theme &t, const QString &look)
{
    const auto c = [&](QLatin1String path) { return all(QStringLiteral("theme/") + look + u'/' + path); };
    t.brand = {c(QLatin1String("brand/blue")), c(QLatin1String("brand/purple")), c(QLatin1String("brand/cyan")),
               c(QLatin1String("brand/magenta"))};
    t.surface = {c(QLatin1String("surface/well")),   c(QLatin1String("surface/background")), c(QLatin1String("surface/surface")),
                 c(QLatin1String("surface/raised")), c(QLatin1String("surface/float")),      c(QLatin1String("surface/hover"))};
    t.text = {c(QLatin1String("text/primary")),  c(QLatin1String("text/secondary")), c(QLatin1String("text/tertiary")),
              c(QLatin1String("text/disabled")), c(QLatin1String("text/blue")),      c(QLatin1String("text/purple")),
              c(QLatin1String("text/cyan")),     c(QLatin1String("text/magenta"))};
    t.semantic = {c(QLatin1String("semantic/success")), c(QLatin1String("semantic/warning")), c(QLatin1String("semantic/danger")),
                  c(QLatin1String("semantic/info"))};
    t.hairline = {c(QLatin1String("hairline/1")), c(QLatin1String("hairline/2")), c(QLatin1String("hairline/3")),
                  c(QLatin1String("hairline/top_light")), c(QLatin1String("hairline/under"))};
    constexpr std::array<const char *, kSectionHues> hues{"intro", "verse", "prechorus", "chorus", "bridge",
                                                          "build", "drop",  "break",     "solo",   "outro"};
    for (size_t i = 0; i < hues.size(); ++i)
        t.section[i] = all(QStringLiteral("theme/%1/section/%2").arg(look, QLatin1String(hues[i])));
    t.waveform = {c(QLatin1String("waveform/low")),         c(QLatin1String("waveform/mid")),
                  c(QLatin1String("waveform/high")),        c(QLatin1String("waveform/idle")),
                  c(QLatin1String("waveform/effects")),     c(QLatin1String("waveform/overview_peak")),
                  c(QLatin1String("waveform/overview_rms"))};
    t.accent = {c(QLatin1String("accent_fill/primary_top")),
                c(QLatin1String("accent_fill/primary_bottom")),
                c(QLatin1String("accent_fill/generate_left")),
                c(QLatin1String("accent_fill/generate_right")),
                c(QLatin1String("accent_fill/selection")),
                c(QLatin1String("accent_fill/focus_ring")),
                c(QLatin1String("accent_fill/active_take_ring")),
                c(QLatin1String("accent_fill/playhead")),
                c(QLatin1String("accent_fill/snap")),
                c(QLatin1String("accent_fill/snap_label"))};
}

void readGlass(TokenReader &all, Theme &t, const QString &look)
{
    const auto c = [&](QLatin1String name) { return all(QStringLiteral("glass/%1/%2").arg(look, name)); };
    t.glass = {c(QLatin1String("panel_top")),
               c(QLatin1String("panel_bottom")),
               c(QLatin1String("card_top")),
               c(QLatin1String("card_bottom")),
               c(QLatin1String("well")),
               c(QLatin1String("menu_top")),
               c(QLatin1String("menu_bottom")),
               c(QLatin1String("scrim")),
               c(QLatin1String("control_top")),
               c(QLatin1String("control_bottom")),
               c(QLatin1String("control_hover_top")),
               c(QLatin1String("control_hover_bottom")),
               c(QLatin1String("control_pressed")),
               c(QLatin1String("control_disabled")),
               c(QLatin1String("row_hover")),
               c(QLatin1String("row_selected_left")),
               c(QLatin1String("row_selected_right")),
               c(QLatin1String("panel_shadow")),
               c(QLatin1String("menu_shadow"))};
}

// The rule of the high-contrast look and of solid panels: a glass value becomes its solid surface.
void makeSolid(Theme &t)
{
    t.glass.panelTop = t.glass.panelBottom = t.surface.surface;
    t.glass.cardTop = t.glass.cardBottom = t.surface.raised;
    t.glass.well = t.surface.well;
    t.glass.menuTop = t.glass.menuBottom = t.surface.floating;
    if (t.options.look != Look::HighContrast)
        return;
    t.glass.controlTop = t.glass.controlBottom = t.surface.raised;
    t.glass.hoverTop = t.glass.hoverBottom = t.surface.hover;
    t.glass.pressed = t.glass.disabled = t.surface.well;
    t.glass.rowHover = t.surface.hover;
    t.glass.rowSelectedLeft = t.glass.rowSelectedRight = t.accent.selection;
    t.glass.panelShadow = t.glass.menuShadow = Qt::transparent;
    t.glass.scrim = QColor(0, 0, 0, 200);
}

void deriveStates(Theme &t)
{
    const QColor ink = t.isDark() ? QColor(Qt::white) : QColor(20, 28, 48);
    const bool contrast = t.hasBorders();
    t.state.fill = contrast ? mix(t.accent.selection, Qt::black, 0.45) : withAlpha(t.brand.blue, t.isDark() ? 0.22 : 0.14);
    t.state.ring = contrast ? t.brand.blue : withAlpha(t.brand.blue, t.isDark() ? 0.28 : 0.24);
    t.state.chip = contrast ? t.surface.raised : withAlpha(ink, t.isDark() ? 0.065 : 0.06);
    t.state.chipHover = contrast ? t.surface.hover : withAlpha(ink, 0.12);
    t.state.track = withAlpha(ink, contrast ? 0.5 : t.isDark() ? 0.12 : 0.14);
    t.state.fieldRing = contrast ? t.hairline.two : withAlpha(ink, t.isDark() ? 0.055 : 0.06);
    t.state.fieldRingHover = contrast ? t.hairline.three : withAlpha(ink, 0.15);
    t.state.scrollBar = withAlpha(ink, contrast ? 0.6 : 0.16);
    t.state.scrollBarHover = withAlpha(ink, contrast ? 0.9 : 0.32);
    t.state.keyCap = contrast ? QColor(Qt::black) : withAlpha(ink, 0.07);
    t.state.onAccent = Qt::white;
    t.state.wellShadow = contrast ? QColor(Qt::transparent) : t.isDark() ? QColor(0, 0, 0, 115) : QColor(20, 28, 48, 26);
    t.state.edge = contrast ? t.hairline.two : withAlpha(ink, t.isDark() ? 0.035 : 0.05);
    t.state.quietHover = contrast ? t.surface.hover : withAlpha(ink, t.isDark() ? 0.08 : 0.06);
    t.state.badgePlate = contrast ? QColor(Qt::black) : QColor::fromHslF(220 / 360.F, 0.2F, 0.07F, 0.8F);
    t.state.star = QColor::fromHslF(42 / 360.F, 0.92F, 0.64F).toRgb();
    t.state.dangerFill = withAlpha(t.semantic.danger, 0.14);
}

void readGlows(TokenReader &all, Theme &t)
{
    const double strength = t.options.look == Look::Dark ? 1.0 : t.options.look == Look::Light ? 0.75 : 0.0;
    const auto glow = [&](QLatin1String name, int blur, double alpha = -1) {
        const QColor colour = all(QStringLiteral("glow/%1/colour").arg(name));
        return GlowToken{withAlpha(colour, (alpha < 0 ? static_cast<double>(colour.alphaF()) : alpha) * strength), blur};
    };
    t.glow = {glow(QLatin1String("focus"), 16),
              glow(QLatin1String("playhead"), 52),
              glow(QLatin1String("active_take"), 20),
              glow(QLatin1String("primary_action"), 18),
              glow(QLatin1String("primary_action"), 24, 0.55),
              glow(QLatin1String("generate_action"), 20),
              glow(QLatin1String("generate_action"), 28, 0.6),
              glow(QLatin1String("running_job"), 16)};
}

} // namespace

QColor Theme::sectionText(const QColor &sectionColour) const
{
    return mix(sectionColour, isDark() ? QColor(Qt::white) : text.primary, 0.55);
}

QPalette Theme::palette() const
{
    QPalette p;
    p.setColor(QPalette::Window, surface.background);
    p.setColor(QPalette::WindowText, text.primary);
    p.setColor(QPalette::Base, surface.well);
    p.setColor(QPalette::AlternateBase, surface.surface);
    p.setColor(QPalette::Text, text.primary);
    p.setColor(QPalette::PlaceholderText, text.tertiary);
    p.setColor(QPalette::Button, surface.raised);
    p.setColor(QPalette::ButtonText, text.primary);
    p.setColor(QPalette::Highlight, accent.selection);
    p.setColor(QPalette::HighlightedText, state.onAccent);
    p.setColor(QPalette::ToolTipBase, surface.floating);
    p.setColor(QPalette::ToolTipText, text.primary);
    p.setColor(QPalette::Link, text.blue);
    p.setColor(QPalette::LinkVisited, text.purple);
    p.setColor(QPalette::BrightText, semantic.danger);
    p.setColor(QPalette::Light, over(surface.raised, hairline.two));
    p.setColor(QPalette::Midlight, surface.hover);
    p.setColor(QPalette::Mid, surface.surface);
    p.setColor(QPalette::Dark, Qt::black);
    p.setColor(QPalette::Shadow, Qt::black);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText})
        p.setColor(QPalette::Disabled, role, text.disabled);
    return p;
}

Result<Theme> loadTheme(const QByteArray &tokensJson, const LookOptions &options)
{
    SC_TRY_ASSIGN(root, parseJsonObject(tokensJson, QStringLiteral("tokens.json")));
    Theme theme;
    theme.options = options;
    TokenReader reader(root);
    const QString look = options.look == Look::Dark    ? QStringLiteral("dark")
                         : options.look == Look::Light ? QStringLiteral("light")
                                                       : QStringLiteral("high_contrast");
    readColours(reader, theme, look);
    readGlass(reader, theme, options.look == Look::Light ? look : QStringLiteral("dark"));
    readGlows(reader, theme);
    if (!reader.missing().isEmpty())
        return std::unexpected(
            Problem(ProblemCode::ValidationError,
                    QCoreApplication::translate("sc::ui", "The design tokens have no colour “%1”.").arg(reader.missing())));
    if (theme.isFlat())
        makeSolid(theme);
    deriveStates(theme);
    theme.fonts = makeFonts();
    return theme;
}

Theme builtInTheme(const LookOptions &options)
{
    resources::init();
    QFile file(QStringLiteral(":/tokens.json"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("the design tokens are not compiled in");
    auto theme = loadTheme(file.readAll(), options);
    if (!theme)
        qFatal("%s", qUtf8Printable(theme.error().toLogLine()));
    return *theme;
}

void applyTheme(QApplication &app, const Theme &theme)
{
    app.setStyle(new GlassStyle(theme)); // the application owns it
    QApplication::setPalette(theme.palette());
    QApplication::setFont(theme.fonts.body);
    QToolTip::setFont(theme.fonts.captionLight);
    QToolTip::setPalette(theme.palette());
}

const Theme &themeOf(const QWidget *widget)
{
    const QStyle *style = widget != nullptr ? widget->style() : QApplication::style();
    if (const auto *glass = qobject_cast<const GlassStyle *>(style))
        return glass->theme();
    if (const auto *glass = qobject_cast<const GlassStyle *>(QApplication::style()))
        return glass->theme();
    static const Theme fallback = builtInTheme();
    return fallback;
}

} // namespace sc::ui
