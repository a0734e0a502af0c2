// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "ui/theme/theme_fonts.h"

#include <QtGui/QColor>
#include <QtGui/QPalette>

#include <array>

class QApplication;
class QWidget;

namespace sc::ui {

enum class Look { Dark, Light, HighContrast };

// What a person may choose about the look.
struct LookOptions
{
    Look look = Look::Dark;
    bool solidPanels = false; // no transparency, no gradient on panels
    bool reducedMotion = false;
    bool operator==(const LookOptions &) const = default;
};

// Index into Theme::section. Also what a scene's `colour` counts.
enum class SectionHue { Intro, Verse, PreChorus, Chorus, Bridge, Build, Drop, Break, Solo, Outro };
inline constexpr int kSectionHues = 10;

struct GlowToken
{
    QColor colour; // transparent where the look has no glows
    int blur = 0;  // px, as in CSS: twice the Gaussian's sigma
};

// Every colour, size and font of one look, read from tokens.json once. Plain values; a change of look makes a new one.
// Widgets take it with themeOf(this) while painting and name no colour of their own.
struct Theme
{
    LookOptions options;

    struct
    {
        QColor blue, purple, cyan, magenta;
    } brand;
    struct
    {
        QColor well, background, surface, raised, floating, hover;
    } surface;
    struct
    {
        QColor primary, secondary, tertiary, disabled, blue, purple, cyan, magenta;
    } text;
    struct
    {
        QColor success, warning, danger, info;
    } semantic;
    struct
    {
        QColor one, two, three, topLight, under;
    } hairline;
    std::array<QColor, kSectionHues> section;
    struct
    {
        QColor low, mid, high, idle, effects, overviewPeak, overviewRms;
    } waveform;
    struct
    {
        QColor primaryTop, primaryBottom, generateLeft, generateRight, selection, focusRing, activeTakeRing, playhead, snap, snapLabel;
    } accent;
    struct
    {
        QColor panelTop, panelBottom, cardTop, cardBottom, well, menuTop, menuBottom, scrim;
        QColor controlTop, controlBottom, hoverTop, hoverBottom, pressed, disabled;
        QColor rowHover, rowSelectedLeft, rowSelectedRight;
        QColor panelShadow, menuShadow;
    } glass;
    struct
    {
        QColor fill; // of a toggled control, blue 22 %
        QColor ring; // its inner ring, blue 28 %
        QColor chip; // rest fill of a chip
        QColor chipHover;
        QColor track;     // of sliders, switches, rings, progress
        QColor fieldRing; // inner ring of a field at rest
        QColor fieldRingHover;
        QColor scrollBar;
        QColor scrollBarHover;
        QColor keyCap;
        QColor onAccent; // words on an accent fill
        QColor wellShadow;
        QColor edge;       // inner ring of panels and cards
        QColor quietHover; // of a button without fill
        QColor badgePlate; // dark on every look: badges lie on pictures
        QColor star;
        QColor dangerFill;
    } state;
    struct
    {
        GlowToken focus, playhead, activeTake, primary, primaryHover, generate, generateHover, runningJob;
    } glow;

    ThemeFonts fonts;

    [[nodiscard]] bool isDark() const { return options.look != Look::Light; }
    [[nodiscard]] bool isFlat() const { return options.look == Look::HighContrast || options.solidPanels; } // solid fills
    [[nodiscard]] bool hasBorders() const { return options.look == Look::HighContrast; }                    // hairline 2 around every part
    [[nodiscard]] QColor sectionColour(SectionHue hue) const { return section[static_cast<size_t>(hue)]; }
    // Colour of a name on its section's tint: mostly white (dark on the light look), a little of the section.
    [[nodiscard]] QColor sectionText(const QColor &section) const;
    [[nodiscard]] QPalette palette() const;
};

namespace radius {
inline constexpr int kBadge = 5, kChip = 6, kThumb = 6, kButton = 7, kField = 7, kShot = 7, kSegment = 8, kButtonLarge = 9, kCard = 10,
                     kMenu = 10, kPanel = 12, kDialog = 14, kPalette = 16;
}
namespace size {
inline constexpr int kControl = 28, kControlSmall = 24, kControlLarge = 36, kControlHero = 40, kChip = 22, kBadge = 18, kTab = 36,
                     kPanelHeader = 40, kRow = 40, kMenuRow = 28, kPaletteRow = 38, kProgress = 4, kTopBar = 44, kRail = 56,
                     kRailWide = 200, kTransport = 52;
}
namespace space {
inline constexpr int kGutter = 8, kPadding = 12, kDialogPadding = 18, kMargin = 8;
}

// Reads the tokens of one look. VALIDATION_ERROR naming the first value that is missing or no colour.
[[nodiscard]] Result<Theme> loadTheme(const QByteArray &tokensJson, const LookOptions &options);
// The same from the tokens that are compiled in.
[[nodiscard]] Theme builtInTheme(const LookOptions &options = {});

// Gives the program palette, fonts and style of `theme`. Widgets hear of it by QEvent::StyleChange.
void applyTheme(QApplication &app, const Theme &theme);
// The theme a widget is painted with: that of the application's GlassStyle, the dark one before applyTheme().
[[nodiscard]] const Theme &themeOf(const QWidget *widget);

} // namespace sc::ui
