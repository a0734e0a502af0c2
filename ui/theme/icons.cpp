// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/icons.h"

#include "core/base/log.h"
#include "resources/resources.h"
#include "ui/theme/theme.h"

#include <QtCore/QFile>
#include <QtCore/QHash>
#include <QtGui/QIconEngine>
#include <QtGui/QPainter>
#include <QtGui/QPixmapCache>
#include <QtSvg/QSvgRenderer>

namespace sc::ui {

namespace {

QByteArray svgText(const QString &name)
{
    resources::init();
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    if (!file.open(QIODevice::ReadOnly)) {
        qCWarning(logUi, "there is no icon “%s”", qUtf8Printable(name));
        return {};
    }
    return file.readAll();
}

// Width in grid units (24 a side) that keeps about the same weight on screen.
double lineWidthAt(int px)
{
    return px >= 20 ? 1.5 : px >= 15 ? 1.75 : 2.0;
}

QPixmap renderSvg(const QByteArray &svg, int px, double dpr)
{
    QPixmap pixmap(qRound(px * dpr), qRound(px * dpr));
    pixmap.fill(Qt::transparent);
    QSvgRenderer renderer(svg);
    if (renderer.isValid()) {
        QPainter painter(&pixmap);
        painter.setRenderHint(QPainter::Antialiasing);
        renderer.render(&painter);
    }
    pixmap.setDevicePixelRatio(dpr);
    return pixmap;
}

QByteArray recoloured(QByteArray svg, int px, const QColor &colour, IconFill fill)
{
    const QByteArray hex = colour.name(QColor::HexRgb).toLatin1();
    const QByteArray opacity = QByteArray::number(static_cast<double>(colour.alphaF()), 'f', 3);
    svg.replace("fill=\"none\" stroke=\"currentColor\"",
                "fill=\"" + (fill == IconFill::Solid ? hex : QByteArray("none")) + "\" stroke=\"currentColor\"");
    svg.replace("stroke-width=\"1.5\"", "stroke-width=\"" + QByteArray::number(lineWidthAt(px)) + "\" opacity=\"" + opacity + '"');
    svg.replace("currentColor", hex);
    return svg;
}

class ThemedIconEngine : public QIconEngine
{
public:
    explicit ThemedIconEngine(QString name) : m_name(std::move(name)) {}

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        const Theme &theme = themeOf(nullptr);
        const QColor colour = mode == QIcon::Disabled   ? theme.text.disabled
                              : mode == QIcon::Selected ? theme.state.onAccent
                                                        : theme.text.secondary;
        drawIcon(*painter, m_name, rect, colour);
    }
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return pixmap;
    }
    [[nodiscard]] QIconEngine *clone() const override { return new ThemedIconEngine(m_name); }

private:
    QString m_name;
};

} // namespace

QPixmap iconPixmap(const QString &name, int px, const QColor &colour, double dpr, IconFill fill)
{
    const QString key =
        QStringLiteral("sc-icon/%1/%2/%3/%4/%5").arg(name).arg(px).arg(colour.name(QColor::HexArgb)).arg(dpr).arg(static_cast<int>(fill));
    QPixmap pixmap;
    if (!QPixmapCache::find(key, &pixmap)) {
        pixmap = renderSvg(recoloured(svgText(name), px, colour, fill), px, dpr);
        QPixmapCache::insert(key, pixmap);
    }
    return pixmap;
}

void drawIcon(QPainter &painter, const QString &name, const QRectF &box, const QColor &colour, IconFill fill)
{
    const int px = qRound(std::min(box.width(), box.height()));
    if (px > 0)
        painter.drawPixmap(box.topLeft(), iconPixmap(name, px, colour, painter.device()->devicePixelRatioF(), fill));
}

void drawIconCentred(QPainter &painter, const QString &name, const QRectF &box, int px, const QColor &colour, IconFill fill)
{
    const QPointF corner(std::round(box.center().x() - px / 2.0), std::round(box.center().y() - px / 2.0));
    drawIcon(painter, name, QRectF(corner, QSizeF(px, px)), colour, fill);
}

QIcon themedIcon(const QString &name)
{
    return name.isEmpty() ? QIcon() : QIcon(new ThemedIconEngine(name)); // QIcon owns the engine
}

QPixmap markPixmap(int px, double dpr)
{
    resources::init();
    QFile file(QStringLiteral(":/mark.svg"));
    return renderSvg(file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray(), px, dpr);
}

} // namespace sc::ui
