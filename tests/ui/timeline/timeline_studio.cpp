// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/timeline/timeline_studio.h"

#include "tests/support/result_check.h"

#include <QtCore/QDataStream>
#include <QtCore/QFile>
#include <QtGui/QMouseEvent>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>

#include <cmath>

namespace sc::test {

using namespace ui;

namespace {

// A second of silence: the song only has to be a file.
QString writeSilence(const QString &folder)
{
    const QString path = folder + QStringLiteral("/silence.wav");
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return {};
    QDataStream out(&file);
    out.setByteOrder(QDataStream::LittleEndian);
    out.writeRawData("RIFF", 4);
    out << quint32(36 + 16000);
    out.writeRawData("WAVEfmt ", 8);
    out << quint32(16) << quint16(1) << quint16(1) << quint32(8000) << quint32(16000) << quint16(2) << quint16(16);
    out.writeRawData("data", 4);
    out << quint32(16000);
    const QByteArray samples(16000, '\0');
    out.writeRawData(samples.constData(), int(samples.size()));
    return path;
}

} // namespace

void TimelineWindowTest::openStudio(Queue queue)
{
    auto s = std::make_unique<Studio>();
    auto made = project::ProjectSession::create(s->folder.filePath(QStringLiteral("cut")), {.name = QStringLiteral("Cut")});
    SC_VERIFY_OK(made);
    s->session = std::move(*made);
    timeline::Song song = evenSong(97, 24);
    SC_VERIFY_OK(s->session->setSong(writeSilence(s->folder.path()), song, true));
    timeline::Timeline t = s->session->timeline();
    timeline::Timeline row = shotsInARow(6, 48);
    t.scenes = row.scenes;
    t.clips = row.clips;
    SC_VERIFY_OK(s->session->apply(QStringLiteral("Shots"), t));
    s->player.setProgram(s->session->timeline(), {});
    if (queue != Queue::None) {
        generation::GenerationOptions options;
        options.times.tickMs = 20;
        options.runs = queue == Queue::Runs;
        auto opened = generation::GenerationService::open(ProfilePaths{s->folder.filePath(QStringLiteral("profile"))}, options);
        SC_VERIFY_OK(opened);
        s->generation = std::move(*opened);
        s->generation->setSession(s->session.get());
    }
    s->context = std::make_unique<AppContext>(AppContext::Services{nullptr, &s->player, &s->actions, s->generation.get()});
    s->screen = std::make_unique<TimelineScreen>(*s->context);
    s->screen->resize(1376, 788);
    s->context->setSession(s->session.get());
    s->screen->show();
    QVERIFY(QTest::qWaitForWindowExposed(s->screen.get()));
    s->screen->activateWindow();
    s->surface().setFocus();
    m_studio = std::move(s);
}

QPoint TimelineWindowTest::pointAt(Ticks t, Lane lane, double shift) const
{
    const TimelineSurface &surface = m_studio->surface();
    return {int(std::lround(surface.lanes().headWidth + surface.view().xOf(t) + shift)), surface.lanes().rect(lane).center().y()};
}

void TimelineWindowTest::moveMouse(QPoint to, Qt::KeyboardModifiers modifiers) const
{
    QMouseEvent move(QEvent::MouseMove, to, m_studio->surface().mapToGlobal(to), Qt::NoButton, Qt::LeftButton, modifiers);
    QApplication::sendEvent(&m_studio->surface(), &move);
}

void TimelineWindowTest::dragMouse(QPoint from, QPoint to) const
{
    QTest::mousePress(&m_studio->surface(), Qt::LeftButton, {}, from);
    for (int i = 1; i <= 10; ++i)
        moveMouse(from + (to - from) * i / 10);
}

QColor TimelineWindowTest::pixel(Ticks t, double shift) const
{
    const QImage picture = m_studio->surface().grab().toImage();
    const QRect lane = m_studio->surface().lanes().rect(Lane::Shots);
    const QPoint at(pointAt(t, Lane::Shots, shift).x(), lane.bottom() - 6); // in the name strip
    return picture.pixelColor(QPoint(int(at.x() * picture.devicePixelRatio()), int(at.y() * picture.devicePixelRatio())));
}

} // namespace sc::test
