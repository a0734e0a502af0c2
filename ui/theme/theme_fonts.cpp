// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme_fonts.h"

#include "core/base/log.h"
#include "resources/resources.h"

#include <QtGui/QFontDatabase>

namespace sc::ui {

namespace {

const QString &family(bool mono)
{
    static const auto families = [] {
        resources::init();
        const auto load = [](std::initializer_list<const char16_t *> files) {
            QString name;
            for (const char16_t *file : files) {
                const int id = QFontDatabase::addApplicationFont(QStringLiteral(":/fonts/") + QString::fromUtf16(file));
                if (id < 0)
                    qCWarning(logUi, "cannot load the bundled font %s", qUtf8Printable(QString::fromUtf16(file)));
                else if (name.isEmpty())
                    name = QFontDatabase::applicationFontFamilies(id).value(0);
            }
            return name;
        };
        return std::pair(load({u"StoryCanvasSans-Regular.ttf", u"StoryCanvasSans-Medium.ttf", u"StoryCanvasSans-SemiBold.ttf"}),
                         load({u"JetBrainsMono-Regular.ttf", u"JetBrainsMono-SemiBold.ttf"}));
    }();
    return mono ? families.second : families.first;
}

QFont make(int px, QFont::Weight weight, double trackingEm = 0, bool mono = false)
{
    QFont font;
    font.setFamilies({family(mono)});
    font.setStyleHint(mono ? QFont::Monospace : QFont::SansSerif);
    font.setPixelSize(px);
    font.setWeight(weight);
    font.setHintingPreference(QFont::PreferNoHinting);
    if (trackingEm != 0)
        font.setLetterSpacing(QFont::AbsoluteSpacing, px * trackingEm);
    return font;
}

} // namespace

ThemeFonts makeFonts()
{
    ThemeFonts fonts;
    fonts.caption = make(11, QFont::Medium);
    fonts.captionLight = make(11, QFont::Normal);
    fonts.captionStrong = make(11, QFont::DemiBold);
    fonts.body = make(12, QFont::Normal);
    fonts.control = make(12, QFont::Medium);
    fonts.controlStrong = make(12, QFont::DemiBold);
    fonts.bodyStrong = make(13, QFont::DemiBold);
    fonts.bodyMedium = make(13, QFont::Medium);
    fonts.title = make(15, QFont::DemiBold, -0.006);
    fonts.lead = make(15, QFont::Normal, -0.006);
    fonts.figure = make(20, QFont::DemiBold, -0.014);
    fonts.display = make(28, QFont::DemiBold, -0.021);
    fonts.timecode = make(15, QFont::DemiBold, -0.01, true);
    fonts.valueMono = make(12, QFont::Normal, -0.01, true);
    fonts.captionMono = make(11, QFont::Normal, -0.01, true);
    return fonts;
}

} // namespace sc::ui
